import EdgePolicy
import OriginFacts
import Testing

@Suite struct `Recommendation` {
    private static let toHTTPS: @Sendable (VisitorScheme) -> ExchangeResult = { _ in
        .redirect("https://shop.example.com/")
    }

    @Test func `is strict where strict works, and names no remedy`() {
        let advice = Sample("healthy").assess().recommendation
        #expect(advice.mode == .strict)
        #expect(advice.blocked == nil)
        #expect(advice.remedies.isEmpty)
        #expect(advice.sideEffects.contains(.leavingFlexible))
    }

    @Test func `is SSL-only only where Enterprise is known`() {
        let advice = Sample("healthy").assess(.strict, EdgeSettings(isEnterprise: true))
        #expect(advice.recommendation.mode == .sslOnly)
    }

    @Test func `mends the certificate before it names a weaker mode`() {
        let sample = Sample(
            "expired", defects: [[.expired(certificate: "CN=shop", notAfter: Sample.now)]])
        let advice = sample.assess().recommendation
        #expect(advice.mode == .full)
        #expect(advice.blocked == BlockedMode(mode: .strict, findings: ["cert.expired"]))
        #expect(
            advice.remedies == [
                .renewCertificate(names: ["shop.example.com"], addresses: [Sample.first]),
                .weakerMode(.full),
            ])
    }

    @Test func `names the missing issuer`() {
        let sample = Sample(
            "leaf only", defects: [[.missingIssuer(certificate: "CN=shop", issuer: "CN=R12")]])
        let remedies = sample.assess().recommendation.remedies
        #expect(remedies.first == .repairChain(missingIssuer: "CN=R12", addresses: [Sample.first]))
    }

    @Test func `says which port to listen on`() {
        let sample = Sample("443 refused", [.withoutTLS(.failed(.refused))])
        let advice = sample.assess().recommendation
        #expect(advice.mode == .flexible)
        #expect(
            advice.remedies.first
                == .listen(port: 443, scheme: .https, addresses: [Sample.first]))
    }

    @Test func `turns on Always Use HTTPS when only port 80 is closed`() {
        let closed = AddressObservation.healthy(
            plain: .failed(.refused), http: { _ in .notTested(.notReached) })
        let assessment = Sample("80 refused", [closed]).assess()
        #expect(assessment.verdict.result == .warning)
        #expect(assessment.recommendation.mode == .strict)
        #expect(assessment.recommendation.remedies.first == .alwaysUseHTTPS)
        #expect(assessment[.strict]?.http.outcomes.first?.unlessAlwaysHTTPS == true)
    }

    @Test(arguments: [EncryptionMode.off, .flexible])
    func `listens on port 80 where the mode needs that port`(mode: EncryptionMode) {
        let closed = AddressObservation.healthy(
            plain: .failed(.refused), http: { _ in .notTested(.notReached) })
        let listen = Remedy.listen(port: 80, scheme: .http, addresses: [Sample.first])
        let found = Sample("80 refused", [closed]).assess(mode).findings
        #expect(found.first { $0.id == "tcp.refused" }?.remedies == [listen])
    }

    @Test func `does not spare port 80 when port 443 is closed too`() {
        let closed = AddressObservation.healthy(
            plain: .failed(.refused), tls: .failed(.refused), handshake: .notTested(.notReached),
            http: { _ in .notTested(.notReached) }, https: { _ in .notTested(.notReached) })
        let advice = Sample("both refused", [closed]).assess().recommendation
        #expect(!advice.remedies.contains(.alwaysUseHTTPS))
        #expect(
            advice.remedies.contains(.listen(port: 443, scheme: .https, addresses: [Sample.first])))
    }

    @Test func `counts http visitors when Always Use HTTPS is known to be off`() {
        let closed = AddressObservation.healthy(
            plain: .failed(.refused), http: { _ in .notTested(.notReached) })
        let assessment = Sample("80 refused", [closed]).assess(
            .strict, EdgeSettings(alwaysUseHTTPS: .off))
        #expect(assessment.verdict.result == .broken)
        #expect(assessment.verdict.scheme == .http)
    }

    @Test func `asks for the origin when the name is proxied`() {
        let edge = IPAddress.v4(0x6810_0001)
        let sample = Sample(
            "proxied", [.notTested(edge, .edgeAddress)],
            target: .shop.with { $0.addressing = .dns })
        let assessment = sample.assess()
        #expect(assessment.verdict.result == .inconclusive)
        #expect(assessment.recommendation.mode == nil)
        #expect(assessment.recommendation.remedies == [.nameTheOrigin])
    }

    @Test func `never is Full where port 443 shows another site`() {
        let other = AddressObservation.healthy(https: { _ in
            .status(200, title: "Welcome to nginx!")
        })
        let sample = Sample(
            "default host", [other],
            defects: [[.nameMismatch(wanted: ["shop.example.com"], present: ["default"])]])
        let assessment = sample.assess()
        #expect(assessment.recommendation.mode == .flexible)
        #expect(assessment.recommendation.blocked?.mode == .full)
        #expect(
            assessment.recommendation.blocked?.findings == ["vhost.other-site", "content.differs"])
    }

    @Test func `keeps a mode that all addresses serve when one breaks the stronger one`() {
        let sample = Sample(
            "pool", [.healthy(), .healthy(Sample.second)],
            defects: [[], [.expired(certificate: "CN=shop", notAfter: Sample.now)]])
        let assessment = sample.assess()
        #expect(assessment.verdict.result == .degraded)
        #expect(assessment.verdict.brokenShare == 0.5)
        #expect(assessment.recommendation.mode == .full)
        #expect(assessment.verdict.strictUntil == nil)
    }

    @Test func `leaves Flexible's loop by way of Full`() {
        let sample = Sample("redirect", [.healthy(http: Self.toHTTPS)])
        let assessment = sample.assess(.flexible)
        #expect(assessment.verdict.result == .broken)
        #expect(assessment.recommendation.mode == .strict)
        #expect(assessment.findings.first?.id == "redirect.loop")
        #expect(assessment.recommendation.remedies.contains(.trustForwardedProto))
    }

    @Test func `is none when nothing answers`() {
        let silent = AddressObservation(
            address: Sample.first, plainConnection: .failed(.timedOut(afterMilliseconds: 5_000)),
            tlsConnection: .failed(.timedOut(afterMilliseconds: 5_000)),
            handshake: .notTested(.notReached))
        let assessment = Sample("silent", [silent]).assess()
        #expect(assessment.verdict.result == .inconclusive)
        #expect(assessment.recommendation.mode == nil)
        #expect(assessment.recommendation.remedies == [.runOnTheOrigin])
    }

    @Test func `stands though the page is slow`() {
        let slow = ExchangeResult.failed(.timedOut(afterMilliseconds: 9_000, bytesReceived: 0))
        let assessment = Sample("slow", [.healthy(https: { _ in slow })]).assess()
        #expect(assessment.verdict.result == .warning)
        #expect(
            assessment.origins.first?.layers
                == Layers(reach: .good, tls: .good, certificate: .good, http: .incomplete))
    }
}
