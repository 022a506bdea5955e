import EdgePolicy
import OriginFacts
import Testing

@Suite struct `Findings` {
    @Test func `merge over addresses and keep the gravest severity`() throws {
        let timedOut = { (milliseconds: Int) in
            ConnectionFact.failed(.timedOut(afterMilliseconds: milliseconds))
        }
        var second = AddressObservation.withoutTLS(timedOut(5_003))
        second.address = Sample.second
        let sample = Sample("silent", [.withoutTLS(timedOut(5_000)), second])
        let found = sample.assess().findings.filter { $0.id == "tcp.timeout" }
        #expect(found.count == 1)
        #expect(try #require(found.first).addresses == [Sample.first, Sample.second])
        #expect(found.first?.severity == .error)
    }

    @Test func `list every defect of a refused chain`() {
        let sample = Sample(
            "bad",
            defects: [
                [
                    .expired(certificate: "CN=shop", notAfter: Sample.now),
                    .nameMismatch(wanted: ["shop.example.com"], present: ["other"]),
                ]
            ])
        let ids = sample.assess().findings.filter { $0.severity == .error }.map(\.id)
        #expect(ids == ["cert.expired", "name.mismatch"])
    }

    @Test func `leave certificate trouble a remark where certificates are not checked`() {
        let sample = Sample("bad", defects: [[.selfSigned(certificate: "CN=shop")]])
        let assessment = sample.assess(.full)
        #expect(assessment.verdict.result == .ready)
        #expect(assessment.findings.allSatisfy { $0.severity == .info })
    }

    @Test func `warn of a broken IPv6 address beside good IPv4`() {
        let ipv6 = IPAddress.v6(high: 0x2001_0DB8_0000_0000, low: 1)
        let broken = AddressObservation.healthy(
            ipv6, tls: .failed(.refused), handshake: .notTested(.notReached),
            https: { _ in .notTested(.notReached) })
        let assessment = Sample("pool", [.healthy(), broken]).assess()
        #expect(assessment.verdict.result == .warning)
        let refused = assessment.findings.first { $0.id == "tcp.refused" }
        #expect(refused?.severity == .warning)
        #expect(refused?.addresses == [ipv6])
    }

    @Test func `tell an app that ignores the forwarded scheme from one that trusts it`() {
        let ignoring = AddressObservation.healthy(http: { _ in
            .redirect("https://shop.example.com/")
        })
        let trusting = AddressObservation.healthy(http: {
            $0 == .http ? .redirect("https://shop.example.com/") : .page
        })
        let kinds = [ignoring, trusting].map { seen in
            Sample("redirect", [seen]).assess().findings.first { $0.id == "redirect.loop" }?.kind
        }
        #expect(
            kinds == [
                .redirect(.loop(modes: [.off, .flexible], headerTrust: .ignoredFromHere)),
                .redirect(.loop(modes: [.off], headerTrust: .trusted)),
            ])
    }

    @Test func `say that strangers are refused only when every answer is a refusal`() {
        let always = AddressObservation.healthy(https: { _ in .status(403) })
        let once = AddressObservation.healthy(https: { $0 == .http ? .status(403) : .page })
        #expect(
            Sample("403", [always]).assess().findings.contains { $0.id == "http.stranger-refused" })
        #expect(
            !Sample("403", [once]).assess().findings.contains { $0.id == "http.stranger-refused" })
    }

    @Test func `compare what both ports serve`() throws {
        let other = AddressObservation.healthy(https: { _ in .status(200, title: "Other") })
        let found = Sample("other", [other]).assess().findings.first { $0.id == "content.differs" }
        #expect(found?.kind == .content(.differs(.title(plain: "Shop", tls: "Other"))))
        let upgraded = AddressObservation.healthy(http: { _ in
            .redirect("https://shop.example.com/")
        })
        #expect(
            !Sample("same", [upgraded]).assess().findings.contains { $0.id == "content.differs" })
    }

    @Test func `warn of ports Cloudflare does not proxy`() {
        let sample = Sample("port", target: .shop.with { $0.visitorPorts.https = 9443 })
        #expect(sample.assess().findings.contains { $0.kind == .edge(.portNotProxied(9443)) })
    }
}

@Suite struct `Sibling names` {
    @Test(
        arguments: [
            ("example.com", "www.example.com"), ("www.example.com", "example.com"),
            ("example.co.uk", "www.example.co.uk"), ("shop.example.com", nil), ("co.uk", nil),
            ("www.co.uk", nil), ("com", nil),
        ] as [(String, String?)])
    func `pair an apex with www`(host: String, sibling: String?) {
        #expect(SiblingNames.sibling(of: .name(ascii: host, unicode: host)) == sibling)
    }

    @Test func `do not exist for addresses`() {
        #expect(SiblingNames.sibling(of: .address(.v4(1))) == nil)
    }
}
