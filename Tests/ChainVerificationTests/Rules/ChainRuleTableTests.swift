import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// Each rule of the table is violated once; the chain is accepted with a remark.
@Suite struct ChainRuleTableTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let id: String
        let detail: String
        let testDescription: String
        let leaf: CertificateRecipe
        var above: CertificateRecipe?
        var leafKey = KeyKind.p256

        init(
            _ id: String, _ detail: String, above: CertificateRecipe? = nil,
            key: KeyKind = .p256, with change: (inout CertificateRecipe) -> Void = { _ in }
        ) {
            self.id = id
            self.detail = detail
            testDescription = "\(id): \(detail)"
            leaf = CertificateRecipe.server("www.example.com", at: VerificationFixture.now).with(
                change)
            self.above = above
            leafKey = key
        }
    }

    static let intermediate = CertificateRecipe.authority("Above", at: VerificationFixture.now)

    static func findings(
        _ leaf: CertificateRecipe, above: CertificateRecipe? = nil, key: KeyKind = .p256
    ) throws -> (strict: ChainRuling, broken: [(id: String, detail: String)]) {
        let root = try VerificationFixture.ordinary.get().root
        let above = try Forge.issue(above ?? intermediate, by: root.asIssuer)
        let chain = [try Forge.issue(leaf, key: key, by: above.asIssuer), above]
        let verdict = try VerificationFixture.verdict(on: chain, trusting: [root])
        return (
            verdict.strict,
            verdict.findings.compactMap {
                if case .brokenRule(let rule, _, let detail) = $0 { (rule.id, detail) } else { nil }
            }
        )
    }

    @Test(arguments: rows)
    func `a certificate that breaks a rule is accepted with a remark`(_ row: Row) throws {
        let (strict, broken) = try Self.findings(row.leaf, above: row.above, key: row.leafKey)
        #expect(strict == .accepted)
        #expect(broken.contains { $0.id == row.id && $0.detail == row.detail }, "\(broken)")
    }

    static let rows = [
        Row("cert.common-name-not-listed", "other.test") {
            $0.subject = SubjectName(commonName: "other.test")
        },
        Row("cert.eku-missing", "") { $0.extendedKeyUsage = [] },
        Row("cert.eku-critical", "") {
            $0.extendedKeyUsage = []
            $0.extraExtensions = [
                CertificateExtension(
                    "2.5.29.37", critical: true,
                    value: [0x30, 0x0A, 0x06, 0x08, 0x2B, 6, 1, 5, 5, 7, 3, 1])
            ]
        },
        Row("cert.serial-not-positive", "0") { $0.serial = 0 },
        Row("cert.serial-not-positive", "-5") { $0.serial = SerialNumber(-5) },
        Row("cert.serial-too-long", "21 octets") {
            $0.serial = SerialNumber(contents: [UInt8](repeating: 0x11, count: 21))
        },
        Row("cert.san-critical", "") {
            $0.names = []
            $0.extraExtensions = [.names([.dns("www.example.com")], critical: true)]
        },
        Row("cert.underscore-in-name", "a_b.example.com") {
            $0.names.append(.dns("a_b.example.com"))
        },
        Row(
            "cert.constraints-not-critical", "name constraints",
            above: intermediate.with {
                $0.extraExtensions = [
                    CertificateExtension(
                        "2.5.29.30", value: [0x30, 8, 0xA1, 6, 0x30, 4, 0x82, 2, 0x62, 0x62])
                ]
            }),
        Row("cert.aia-malformed", "ldap://ca.test/cert") {
            $0.issuerURLs = ["ldap://ca.test/cert"]
        },
        Row("cert.public-suffix-wildcard", "*.co.uk") { $0.names.append(.dns("*.co.uk")) },
        Row("cert.odd-key-size", "1030 bits", key: .rsa(bits: 1030)),
        Row("cert.strict-profile", "Missing Authority Key Identifier") {
            $0.authorityKeyIdentifier = .absent
        },
        Row(
            "cert.strict-profile", "Missing Subject Key Identifier",
            above: intermediate.with { $0.subjectKeyIdentifier = .absent }),
    ]

    @Test func `a regular certificate gets no such finding`() throws {
        let sound = CertificateRecipe.server("www.example.com", at: VerificationFixture.now)
        #expect(try Self.findings(sound).broken.isEmpty)
        // A CN that is not a host name is ignored: Origin CA certificates have one.
        let named = sound.with {
            $0.subject = SubjectName(commonName: "CloudFlare Origin Certificate")
        }
        #expect(try Self.findings(named).broken.isEmpty)
        let capitals = sound.with { $0.subject = SubjectName(commonName: "WWW.Example.com") }
        #expect(try Self.findings(capitals).broken.isEmpty)
    }

    @Test func `a root with an extended key usage gets a remark`() throws {
        let root = try Forge.issue(
            CertificateRecipe.authority("Purposeful", at: VerificationFixture.now).with {
                $0.extendedKeyUsage = [.serverAuthentication]
            })
        let leaf = try Forge.issue(
            .server("www.example.com", at: VerificationFixture.now), by: root.asIssuer)
        let verdict = try VerificationFixture.verdict(on: [leaf], trusting: [root])
        #expect(verdict.strict == .accepted)
        #expect(
            verdict.findings.contains(
                .brokenRule(
                    ChainRule("cert.root-profile"), certificate: "CN=Purposeful,O=Forge",
                    detail: "extended key usage"
                )))
    }

    @Test func `every rule has a row`() {
        let rows = Set(Self.rows.map(\.id))
        // Everything else that level 2 refuses is small RSA, SHA-1, or covered by an edge rule
        // already.
        let elsewhere: Set = ["cert.root-profile", "cert.security-level"]
        let rules = ChainRuleTable.rules.map(\.id)
        #expect(rows.union(elsewhere) == Set(rules))
        #expect(Set(rules).count == rules.count)
    }
}
