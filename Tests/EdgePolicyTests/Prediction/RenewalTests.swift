import EdgePolicy
import OriginFacts
import Testing

@Suite struct `The renewal path` {
    private static let expired = [ChainDefect.expired(certificate: "CN=s", notAfter: Sample.now)]
    private static let toHTTPS = ExchangeResult.redirect(
        "https://shop.example.com" + RenewalPath.path)

    private static func key(_ leg: Leg, _ scheme: VisitorScheme) -> ExchangeKey {
        ExchangeKey(leg: leg, forwarded: scheme, path: RenewalPath.path)
    }

    /// The responses for the renewal path on port 80 and on the TLS port, the chain's defects, the
    /// mode, and the expected ids.
    private static let rows:
        [(ExchangeResult, ExchangeResult?, [ChainDefect], EncryptionMode, [String])] = [
            (.status(404), nil, [], .strict, []),
            (.status(200), nil, expired, .strict, []),
            (.status(403), nil, [], .strict, ["path-blocked"]),
            (.status(503), nil, [], .strict, ["path-blocked"]),
            (toHTTPS, .status(404), [], .strict, ["needs-certificate", "closed-elsewhere"]),
            (toHTTPS, .status(404), [], .full, ["closed-elsewhere"]),
            (toHTTPS, .status(404), [], .flexible, ["path-blocked"]),
            (toHTTPS, .status(404), expired, .strict, ["path-blocked"]),
            (toHTTPS, .status(404), expired, .full, ["closed-elsewhere"]),
            (.failed(.empty), nil, [], .strict, ["path-blocked"]),
        ]

    @Test(arguments: rows.indices)
    func `is judged as an http visitor of the mode would find it`(index: Int) {
        let (plain, tls, defects, mode, ids) = Self.rows[index]
        var seen = AddressObservation.healthy()
        for scheme in VisitorScheme.allCases {
            seen.exchanges.append(Exchange(key: Self.key(.plain, scheme), result: plain))
            if let tls {
                seen.exchanges.append(Exchange(key: Self.key(.tls, scheme), result: tls))
            }
        }
        let found = Sample("renewal", [seen], defects: [defects]).assess(mode).findings
            .map(\.id).filter { $0.hasPrefix("renewal.") }
        #expect(found == ids.map { "renewal." + $0 })
    }

    @Test func `is asked for where a certificate may need it, each request once`() {
        let missing = { (seen: AddressObservation) in
            Set(ExchangePlan.missing(.shop, seen, vantage: Vantage()))
        }
        var seen = AddressObservation.healthy()
        let all = Leg.allCases.flatMap { leg in VisitorScheme.allCases.map { Self.key(leg, $0) } }
        #expect(missing(seen) == Set(all))
        seen.exchanges.append(Exchange(key: Self.key(.plain, .http), result: Self.toHTTPS))
        #expect(missing(seen) == Set(all.dropFirst()))
    }

    @Test func `is not asked for where visitors use another port than the authority`() {
        var target = Target.shop
        target.visitorPorts.http = 8080
        let keys = ExchangePlan.missing(target, .healthy(), vantage: Vantage())
        #expect(keys.isEmpty)
    }

    // swift-format-ignore
    private static let modes: [(plain: ExchangeResult, tls: ExchangeResult, defects: [ChainDefect], text: String)] = [
        (.status(404), .status(404), [], "reachable reachable reachable reachable reachable*"),
        (.status(200), .status(404), expired, "reachable reachable reachable reachable/blocked blocked*/blocked"),
        (toHTTPS,      .status(404), [], "blocked blocked/blocked reachable reachable* reachable*"),
        (toHTTPS,      .status(404), expired, "blocked blocked/blocked reachable blocked*/blocked blocked*/blocked"),
        (.status(403), .status(404), [], "blocked blocked/blocked blocked/reachable blocked/reachable reachable*"),
        (.failed(.empty), .status(503), [], "blocked blocked/blocked blocked/blocked blocked/blocked blocked*/blocked"),
        (.redirect("https://www.example.com/"), .status(404), [], "unknown unknown/unknown unknown/reachable unknown/reachable reachable*"),
    ]

    /// `*` means with the certificate only. The value after `/` applies with Always Use HTTPS, if
    /// it differs from "reachable".
    @Test(arguments: modes.indices)
    func `is told for every mode`(index: Int) {
        let row = Self.modes[index]
        var seen = AddressObservation.healthy()
        for scheme in VisitorScheme.allCases {
            seen.exchanges.append(Exchange(key: Self.key(.plain, scheme), result: row.plain))
            seen.exchanges.append(Exchange(key: Self.key(.tls, scheme), result: row.tls))
        }
        let modes = Sample("renewal", [seen], defects: [row.defects]).assess().modes
        let words = modes.map { mode -> String in
            guard let renewal = mode.renewal else { return "none" }
            let upgraded = renewal.ifAlwaysHTTPS ?? renewal.result
            let isAlike = upgraded == .reachable && renewal.result == .reachable
            return renewal.result.rawValue + (renewal.needsCertificate ? "*" : "")
                + (isAlike || renewal.ifAlwaysHTTPS == nil ? "" : "/\(upgraded.rawValue)")
        }
        #expect(words.joined(separator: " ") == row.text)
    }

    @Test func `follows ten redirects as an authority does, and no more`() {
        for (count, result) in [(10, RenewalResult.reachable), (11, .blocked)] {
            var seen = AddressObservation.healthy()
            for step in 0...count {
                let path = step == 0 ? RenewalPath.path : "/\(step)"
                let answer: ExchangeResult =
                    step < count ? .redirect("/\(step + 1)") : .status(200)
                for leg in Leg.allCases {
                    for scheme in VisitorScheme.allCases {
                        let key = ExchangeKey(leg: leg, forwarded: scheme, path: path)
                        seen.exchanges.append(Exchange(key: key, result: answer))
                    }
                }
            }
            let assessment = Sample("steps", [seen]).assess()
            #expect(assessment[.strict]?.renewal?.result == result, "\(count)")
        }
    }

    @Test func `is told for other modes that serve and do not renew`() {
        var seen = AddressObservation.healthy()
        for scheme in VisitorScheme.allCases {
            seen.exchanges.append(Exchange(key: Self.key(.plain, scheme), result: .status(403)))
            seen.exchanges.append(Exchange(key: Self.key(.tls, scheme), result: .status(404)))
        }
        let settings = EdgeSettings(isEnterprise: true)
        let sample = Sample("renewal", [seen])
        let found = { (mode: EncryptionMode) in
            sample.assess(mode, settings).findings.map(\.kind).filter {
                $0.id.hasPrefix("renewal.")
            }
        }
        #expect(
            found(.sslOnly) == [
                .renewal(.needsCertificate(without: [])),
                .renewal(.closedElsewhere(modes: [.off, .flexible, .full, .strict])),
            ])
        #expect(
            found(.strict) == [
                .renewal(.blocked(outcome: .passedThrough(status: 403), passing: [.sslOnly]))
            ])
    }

    @Test func `is nothing to a certificate that lives for years`() {
        var leaf = CertificateFacts.leaf
        leaf.notAfter = leaf.notBefore + 86_400 * 5_475
        let session = TLSSession(version: .tls1_3, cipher: "x", chain: [leaf])
        let seen = AddressObservation.healthy(handshake: .completed(session))
        #expect(ExchangePlan.missing(.shop, seen, vantage: Vantage()).isEmpty)
    }

    @Test func `is nothing to an Origin CA certificate`() {
        var seen = AddressObservation.healthy()
        seen.exchanges.append(Exchange(key: Self.key(.plain, .http), result: .status(403)))
        var sample = Sample("origin ca", [seen])
        sample.verdicts[Sample.first]?.anchor = .originCA
        #expect(!sample.assess().findings.contains { $0.id.hasPrefix("renewal.") })
    }
}
