import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// Forms that are wrong and harm nothing: told, never a refusal.
@Suite struct IrregularityTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let kind: CertificateIrregularity
        let detail: String
        let testDescription: String
        let leaf: CertificateRecipe
        var above: CertificateRecipe?
        var leafKey = KeyKind.p256

        init(
            _ kind: CertificateIrregularity, _ detail: String, above: CertificateRecipe? = nil,
            key: KeyKind = .p256, with change: (inout CertificateRecipe) -> Void = { _ in }
        ) {
            self.kind = kind
            self.detail = detail
            testDescription = "\(kind.rawValue): \(detail)"
            leaf = CertificateRecipe.server("www.example.com", at: Courtroom.now).with(change)
            self.above = above
            leafKey = key
        }
    }

    static let intermediate = CertificateRecipe.authority("Above", at: Courtroom.now)

    static func findings(
        _ leaf: CertificateRecipe, above: CertificateRecipe? = nil, key: KeyKind = .p256
    ) throws -> (strict: ChainRuling, irregular: [(CertificateIrregularity, String)]) {
        let root = try Courtroom.ordinary.get().root
        let above = try Forge.issue(above ?? intermediate, by: root.asIssuer)
        let chain = [try Forge.issue(leaf, key: key, by: above.asIssuer), above]
        let verdict = try Courtroom.verdict(on: chain, trusting: [root])
        return (
            verdict.strict,
            verdict.findings.compactMap {
                if case .irregular(let kind, _, let detail) = $0 { (kind, detail) } else { nil }
            }
        )
    }

    @Test(arguments: rows)
    func `an irregular certificate is accepted with a remark`(_ row: Row) throws {
        let (strict, irregular) = try Self.findings(row.leaf, above: row.above, key: row.leafKey)
        #expect(strict == .accepted)
        #expect(irregular.contains { $0.0 == row.kind && $0.1 == row.detail }, "\(irregular)")
    }

    static let rows = [
        Row(.commonNameNotListed, "other.test") {
            $0.subject = SubjectName(commonName: "other.test")
        },
        Row(.extendedKeyUsageMissing, "") { $0.extendedKeyUsage = [] },
        Row(.extendedKeyUsageCritical, "") {
            $0.extendedKeyUsage = []
            $0.extraExtensions = [
                CertificateExtension(
                    "2.5.29.37", critical: true,
                    value: [0x30, 0x0A, 0x06, 0x08, 0x2B, 6, 1, 5, 5, 7, 3, 1])
            ]
        },
        Row(.serialNotPositive, "0") { $0.serial = 0 },
        Row(.serialNotPositive, "-5") { $0.serial = SerialNumber(-5) },
        Row(.serialTooLong, "21 octets") {
            $0.serial = SerialNumber(contents: [UInt8](repeating: 0x11, count: 21))
        },
        Row(.alternativeNamesCritical, "") {
            $0.names = []
            $0.extraExtensions = [.names([.dns("www.example.com")], critical: true)]
        },
        Row(.underscoreInName, "a_b.example.com") { $0.names.append(.dns("a_b.example.com")) },
        Row(
            .constraintsNotCritical, "name constraints",
            above: intermediate.with {
                $0.extraExtensions = [
                    CertificateExtension(
                        "2.5.29.30", value: [0x30, 8, 0xA1, 6, 0x30, 4, 0x82, 2, 0x62, 0x62])
                ]
            }),
        Row(.issuerAccessMalformed, "ldap://ca.test/cert") {
            $0.issuerURLs = ["ldap://ca.test/cert"]
        },
        Row(.wildcardOverPublicSuffix, "*.co.uk") { $0.names.append(.dns("*.co.uk")) },
        Row(.oddKeySize, "1030 bits", key: .rsa(bits: 1030)),
        Row(.strictProfile, "Missing Authority Key Identifier") {
            $0.authorityKeyIdentifier = .absent
        },
        Row(
            .strictProfile, "Missing Subject Key Identifier",
            above: intermediate.with { $0.subjectKeyIdentifier = .absent }),
    ]

    @Test func `a sound certificate gets no such remark`() throws {
        let sound = CertificateRecipe.server("www.example.com", at: Courtroom.now)
        #expect(try Self.findings(sound).irregular.isEmpty)
        // A CN that is no host name is not meant as one: Origin CA's certificates have such.
        let named = sound.with {
            $0.subject = SubjectName(commonName: "CloudFlare Origin Certificate")
        }
        #expect(try Self.findings(named).irregular.isEmpty)
        let capitals = sound.with { $0.subject = SubjectName(commonName: "WWW.Example.com") }
        #expect(try Self.findings(capitals).irregular.isEmpty)
    }

    @Test func `a root with a purpose is told`() throws {
        let root = try Forge.issue(
            CertificateRecipe.authority("Purposeful", at: Courtroom.now).with {
                $0.extendedKeyUsage = [.serverAuthentication]
            })
        let leaf = try Forge.issue(
            .server("www.example.com", at: Courtroom.now), by: root.asIssuer)
        let verdict = try Courtroom.verdict(on: [leaf], trusting: [root])
        #expect(verdict.strict == .accepted)
        #expect(
            verdict.findings.contains(
                .irregular(
                    .rootProfile, certificate: "CN=Purposeful,O=Forge", detail: "extended key usage"
                )))
    }

    @Test func `every kind has a row`() {
        let kinds = Set(Self.rows.map(\.kind))
        // Level 2 refuses nothing that is not small RSA, SHA-1 or a hard check's business already.
        #expect(
            kinds.union([.rootProfile, .securityLevel]) == Set(CertificateIrregularity.allCases))
    }
}
