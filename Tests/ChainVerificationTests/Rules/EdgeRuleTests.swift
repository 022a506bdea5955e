import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// Each edge rule: a certificate that violates it, and one that comes close.
@Suite struct HardCheckTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// The ids of the violated rules.
        let broken: [String]
        let strict: String
        let leaf: CertificateRecipe
        var above: CertificateRecipe?
        var leafKey = KeyKind.p256
        var aboveKey = KeyKind.p256

        init(
            _ name: String, _ broken: [String] = [], strict: String? = nil,
            above: CertificateRecipe? = nil, key: KeyKind = .p256, aboveKey: KeyKind = .p256,
            with change: (inout CertificateRecipe) -> Void = { _ in }
        ) {
            testDescription = name
            self.broken = broken
            self.strict = strict ?? (broken.isEmpty ? "accepted" : "uncertain: cert.malformed")
            self.above = above
            leafKey = key
            self.aboveKey = aboveKey
            leaf = CertificateRecipe.server("www.example.com", at: VerificationFixture.now).with(
                change)
        }
    }

    static let intermediate = CertificateRecipe.authority("Above", at: VerificationFixture.now)

    @Test(arguments: leafForm + usage + names + constraints + keys)
    func `a rule is violated or kept`(_ row: Row) throws {
        let root = try VerificationFixture.ordinary.get().root
        let above = try Forge.issue(
            row.above ?? Self.intermediate, key: row.aboveKey, by: root.asIssuer)
        let chain = [try Forge.issue(row.leaf, key: row.leafKey, by: above.asIssuer), above]
        let judge = try VerificationFixture.judge(trusting: [root])
        let verdict = try judge.judge(chain)
        #expect(verdict.strict.summary == row.strict)
        #expect((verdict.browser == .accepted) == row.broken.isEmpty)
        let library = try VerificationFixture.library.get()
        let digester = try Digester(in: library)
        let path = PathResult(
            try (chain + [root]).map {
                JudgedCertificate(try $0.handle(in: library), digester: digester)
            }, anchor: nil)
        let broken = EdgeRuleTable.all.filter { check in
            check.violation(in: path) != nil
                || path.roles.contains { check.violation(by: $0, as: $1) != nil }
        }.map(\.id)
        #expect(broken == row.broken)
    }

    @Test func `every rule has a row that violates it`() {
        // MD5 needs an RSA issuer and has its row among the strict verdicts. OpenSSL before 3.5
        // cannot create an ML-DSA key.
        let broken = Set(
            (Self.leafForm + Self.usage + Self.names + Self.constraints + Self.keys).flatMap(
                \.broken))
        #expect(broken.union(["broken-digest", "key-ml-dsa"]) == Set(EdgeRuleTable.all.map(\.id)))
    }

    @Test(arguments: [
        ("ML-DSA-44", true), ("ML-DSA-87", true), ("2.16.840.1.101.3.4.3.17", true),
        ("2.16.840.1.101.3.4.3.19", true), ("2.16.840.1.101.3.4.3.20", false),
        ("2.16.840.1.101.3.4.3.1", false), ("X25519", false), ("SLH-DSA-SHA2-128s", false),
    ])
    func `an ML-DSA key is recognised by name or number`(algorithm: String, isKnown: Bool) {
        #expect(KeyFacts.other(algorithm: algorithm).isMLDSA == isKnown)
    }

    static let leafForm = [
        Row("a version 1 leaf without extensions", ["leaf-version"]) {
            $0 = CertificateRecipe(
                subject: SubjectName(commonName: "www.example.com"), notBefore: $0.notBefore,
                notAfter: $0.notAfter
            ).with {
                $0.version = 1
                $0.basicConstraint = .absent
                $0.keyUsage = nil
                $0.extendedKeyUsage = []
                $0.subjectKeyIdentifier = .absent
                $0.authorityKeyIdentifier = .absent
            }
        },
        Row(
            "a version 1 leaf with extensions", ["extensions-without-v3"],
            strict: "rejected: cert.malformed"
        ) { $0.version = 1 },
        Row("keyCertSign in a server's certificate", ["leaf-key-cert-sign"]) {
            $0.keyUsage = [.digitalSignature, .certificateSigning]
        },
        Row("cRLSign in a server's certificate") {
            $0.keyUsage = [.digitalSignature, .listSigning]
        },
        Row("name constraints in a server's certificate", ["leaf-name-constraints"]) {
            $0.nameConstraints = NameConstraints(permitted: [.dns("example.com")])
        },
        Row(
            "server-gated cryptography alone", ["server-purpose"],
            strict: "rejected: cert.wrong-purpose"
        ) { $0.extendedKeyUsage = [.other("2.16.840.1.113730.4.1")] },
    ]

    static let doubtful = "uncertain: cert.wrong-purpose"

    static let usage = [
        Row("a key that only agrees", ["leaf-digital-signature"], strict: doubtful) {
            $0.keyUsage = .keyAgreement
        },
        Row(
            "an RSA key that only encrypts keys", ["leaf-digital-signature"], strict: doubtful,
            key: .rsa(bits: 2048)
        ) { $0.keyUsage = .keyEncipherment },
        Row("an RSA key that signs and encrypts keys", key: .rsa(bits: 2048)) {
            $0.keyUsage = [.digitalSignature, .keyEncipherment]
        },
        Row("no key usage at all") { $0.keyUsage = nil },
        Row("an intermediate that signs certificates alone"),
    ]

    static func also(_ name: String) -> (inout CertificateRecipe) -> Void {
        { $0.names.append(.dns(name)) }
    }

    static let names = [
        Row("an empty label", ["malformed-dns-name"], with: also("a..example.com")),
        Row("a leading dot", ["malformed-dns-name"], with: also(".example.com")),
        Row("a dot at the end", ["malformed-dns-name"], with: also("example.com.")),
        Row("an empty name", ["malformed-dns-name"], with: also("")),
        Row("a blank", ["malformed-dns-name"], with: also("a b.example.com")),
        Row("not ASCII", ["malformed-dns-name"], with: also("exämple.com")),
        Row("a NUL", ["malformed-dns-name"], with: also("www.example.com\0.evil.test")),
        Row("an asterisk inside a label", ["malformed-dns-name"], with: also("w*.example.com")),
        Row(
            "an asterisk in the second label", ["malformed-dns-name"], with: also("a.*.example.com")
        ),
        Row("two asterisks", ["malformed-dns-name"], with: also("*.*.example.com")),
        Row(
            "a label of 64 letters", ["malformed-dns-name"],
            with: also(String(repeating: "a", count: 64) + ".example.com")),
        Row(
            "a label of 63 letters", with: also(String(repeating: "a", count: 63) + ".example.com")),
        Row("an underscore", with: also("a_b.example.com")),
        Row("a wildcard", with: also("*.example.com")),
        Row("a name of one label", with: also("localhost")),
        Row("a wildcard over one label", ["wildcard-over-one-label"], with: also("*.com")),
        Row("a wildcard alone", ["wildcard-over-one-label"], with: also("*")),
    ]

    static func excluding(_ name: String) -> CertificateRecipe {
        intermediate.with { $0.nameConstraints = NameConstraints(excluded: [.dns(name)]) }
    }

    static func constrained(_ der: [UInt8]) -> CertificateRecipe {
        intermediate.with {
            $0.extraExtensions = [CertificateExtension("2.5.29.30", critical: true, value: der)]
        }
    }

    static let overExcluded = ["wildcard-over-excluded"]
    static let uncertainName = "uncertain: chain.name-constraints"

    static let constraints = [
        Row(
            "a wildcard over an excluded name", overExcluded, strict: uncertainName,
            above: excluding("secret.example.com"), with: also("*.example.com")),
        Row(
            "the same in capitals", overExcluded, strict: uncertainName,
            above: excluding("SECRET.Example.com"), with: also("*.example.COM")),
        Row(
            "a wildcard above an excluded name two labels down",
            above: excluding("very.secret.example.com"), with: also("*.example.com")),
        Row(
            "a wildcard beside an excluded name", above: excluding("secret.example.net"),
            with: also("*.example.com")),
        Row(
            "a wildcard over a name whose subdomains are excluded",
            above: excluding(".secret.example.com"), with: also("*.example.com")),
        Row("no wildcard over an excluded name", above: excluding("secret.example.com")),
        Row(
            "empty name constraints", ["name-constraints-readable"], above: constrained([0x30, 0])),
        Row(
            "an empty list of permitted names", ["name-constraints-readable"],
            above: constrained([0x30, 2, 0xA0, 0])),
        Row(
            "a constraint that is no name", ["name-constraints-readable"],
            above: excluding("*.example.net")),
        Row(
            "name constraints that cannot be read", ["name-constraints-readable"],
            strict: "rejected: cert.malformed", above: constrained([0x04, 0])),
        Row("sound name constraints", above: excluding(".example.net")),
    ]

    static let keys = [
        Row("an RSA key of 2048 bits", key: .rsa(bits: 2048)),
        Row(
            "an RSA key of 768 bits", ["key-size"], strict: "uncertain: cert.weak-key",
            key: .rsa(bits: 768)),
        Row("a P-521 key", key: .p521),
        Row("an Ed25519 key", key: .ed25519),
        Row(
            "an Ed448 key", ["key-kind"], strict: "rejected: cert.weak-key", key: .ed448),
        Row(
            "an RSASSA-PSS key", ["key-kind"], strict: "rejected: cert.weak-key",
            key: .rsaPSS(bits: 2048)),
        Row(
            "an intermediate with an Ed448 key", ["key-kind"], strict: "rejected: cert.weak-key",
            aboveKey: .ed448),
        Row("an intermediate with an Ed25519 key", aboveKey: .ed25519),
        Row(
            "a P-224 key", ["leaf-key-kind", "key-size"], strict: "rejected: cert.weak-key",
            key: .curve("secp224r1")),
        Row(
            "an intermediate with a P-224 key", ["key-size"], strict: "uncertain: cert.weak-key",
            aboveKey: .curve("secp224r1")),
        Row(
            "a key on a curve no edge has", ["key-kind"], strict: "rejected: cert.weak-key",
            key: .curve("secp256k1")),
    ]
}
