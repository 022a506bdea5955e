import EdgePolicy
import OriginFacts
import OriginLab
import Testing

@Suite("The catalog of origins")
struct CatalogTests {
    @Test("has at least 120 origins of at least 70 kinds, and uses every kind")
    func size() {
        #expect(LabCatalog.origins.count >= 120)
        #expect(Set(LabCatalog.origins.map(\.shape)) == Set(LabShape.allCases))
        #expect(LabShape.allCases.count >= 70)
    }

    @Test("every origin has a row in a test of its ports")
    func coverage() {
        let plain = (PlainPortTests.httpPort + PlainPortTests.tlsPort).map(\.id)
        let secure = (SecurePortTests.handshakes + SecurePortTests.answers).map(\.id)
        let apart = [
            "reset-after-handshake", "reset-after-hello", "handshake-stalls", "pool-one-down",
            "pool-one-expired", "pool-one-redirects", "pool-one-silent", "ipv6-only",
            "ipv6-only-expired", "ipv6-down", "ipv4-down",
        ]
        let old = OldServerTests.rows.map(\.id)
        #expect(Set(plain + secure + old + apart) == Set(LabCatalog.origins.map(\.id)))
    }

    @Test("ids and host names are unique and need no quoting in a shell")
    func ids() {
        let origins = LabCatalog.origins
        #expect(Set(origins.map(\.id)).count == origins.count)
        #expect(Set(origins.map(\.hostname)).count == origins.count)
        for origin in origins {
            #expect(origin.id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
            #expect(origin.hostname.hasSuffix("\(origin.id).lab.test"))
        }
    }

    @Test("every origin has a summary and a source of its expectation")
    func words() {
        for origin in LabCatalog.origins {
            #expect((10...80).contains(origin.summary.count), "\(origin.id)")
            #expect(!origin.source.isEmpty, "\(origin.id)")
        }
    }

    @Test(
        "every expected outcome is an outcome the edge can produce", arguments: LabCatalog.origins)
    func spellings(_ origin: LabOrigin) {
        for mode in EncryptionMode.allCases {
            for scheme in VisitorScheme.allCases {
                let outcomes = origin.expected[mode, scheme].outcomes
                #expect(!outcomes.isEmpty)
                for outcome in outcomes {
                    #expect(Self.isOutcome(outcome), "\(origin.id) \(mode) \(scheme) \(outcome)")
                }
            }
        }
    }

    private static func isOutcome(_ text: String) -> Bool {
        if EdgeError(rawValue: text) != nil || text == "loop" || text == "unknown" { return true }
        return Int(text).map { (200...599).contains($0) && !(520...530).contains($0) } ?? false
    }

    @Test("the relations between modes hold for every origin", arguments: LabCatalog.origins)
    func laws(_ origin: LabOrigin) {
        let expected = origin.expected
        // Off redirects https visitors to http, so both get the same outcome.
        #expect(expected[.off, .http] == expected[.off, .https])
        // If Full (strict) serves over TLS, so does Full.
        if expected[.strict, .https] == "200" {
            #expect(expected[.full, .https] == "200")
        }
        // Full does not validate certificates.
        #expect(!expected[.full, .https].outcomes.contains("526"))
        #expect(!expected[.flexible, .https].outcomes.contains("525"))
    }

    @Test("arguments name host, addresses and ports")
    func arguments() throws {
        let pool = try #require(LabCatalog.origins.first { $0.id == "pool-one-down" })
        #expect(
            pool.arguments(ports: PortPair(http: 80, https: 443)) == [
                "pool-one-down.lab.test", "--resolve", "127.0.0.1,127.0.0.2", "-p", "443",
                "--http-port", "80",
            ])
    }

    @Test(
        "an expectation is met by what it says, and by nothing else",
        arguments: [
            (ExpectedOutcome.exactly("200"), [("200", 1.0)], true),
            (.exactly("200"), [("526", 1)], false),
            (.exactly("200"), [("200", 0.5), ("526", 0.5)], false),
            (.exactly("200"), [("200", 0.5), ("200", 0.5)], true),
            (.oneOf(["520", "524"]), [("524", 1)], true),
            (.oneOf(["520", "524"]), [("520", 0.5), ("524", 0.5)], false),
            (.mixed(["200", "521"]), [("521", 0.5), ("200", 0.5)], true),
            (.mixed(["200", "521"]), [("521", 0.9), ("200", 0.1)], false),
            (.mixed(["200", "521"]), [("200", 1)], false),
        ])
    func meeting(_ expected: ExpectedOutcome, _ predicted: [(String, Double)], _ met: Bool) {
        #expect(expected.isMet(by: predicted.map { (outcome: $0.0, share: $0.1) }) == met)
    }
}
