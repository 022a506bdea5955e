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

    /// What port 80 and the TLS port answer there, the chain's defects, the mode, the id found.
    private static let rows:
        [(ExchangeResult, ExchangeResult?, [ChainDefect], EncryptionMode, String?)] = [
            (.status(404), nil, [], .strict, nil),
            (.status(200), nil, expired, .strict, nil),
            (.status(403), nil, [], .strict, "renewal.path-blocked"),
            (.status(503), nil, [], .strict, "renewal.path-blocked"),
            (toHTTPS, .status(404), [], .strict, "renewal.needs-certificate"),
            (toHTTPS, .status(404), [], .full, nil),
            (toHTTPS, .status(404), [], .flexible, "renewal.path-blocked"),
            (toHTTPS, .status(404), expired, .strict, "renewal.path-blocked"),
            (toHTTPS, .status(404), expired, .full, nil),
            (.failed(.empty), nil, [], .strict, "renewal.path-blocked"),
        ]

    @Test(arguments: rows.indices)
    func `is judged as an http visitor of the mode would find it`(index: Int) {
        let (plain, tls, defects, mode, id) = Self.rows[index]
        var seen = AddressObservation.healthy()
        for scheme in VisitorScheme.allCases {
            seen.exchanges.append(Exchange(key: Self.key(.plain, scheme), result: plain))
            if let tls {
                seen.exchanges.append(Exchange(key: Self.key(.tls, scheme), result: tls))
            }
        }
        let found = Sample("renewal", [seen], defects: [defects]).assess(mode).findings
            .map(\.id).filter { $0.hasPrefix("renewal.") }
        #expect(found == [id].compactMap(\.self))
    }

    @Test func `is asked for where a certificate may need it`() {
        let missing = { (seen: AddressObservation) in
            ExchangePlan.missing(.shop, seen, vantage: Vantage())
        }
        var seen = AddressObservation.healthy()
        #expect(missing(seen) == [Self.key(.plain, .http)])
        seen.exchanges.append(Exchange(key: Self.key(.plain, .http), result: Self.toHTTPS))
        #expect(missing(seen) == [Self.key(.tls, .https)])
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
