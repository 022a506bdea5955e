import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// An id, a chain that shows it, and one that nearly does.
struct CoverageRow: CustomTestStringConvertible, Sendable {
    let id: String
    let hit: @Sendable () throws -> [ForgedCertificate]
    let miss: @Sendable () throws -> [ForgedCertificate]

    var testDescription: String { id }

    init(
        _ id: String, _ hit: @escaping @Sendable () throws -> [ForgedCertificate],
        not miss: @escaping @Sendable () throws -> [ForgedCertificate]
    ) {
        self.id = id
        self.hit = hit
        self.miss = miss
    }

    /// Creates a row from two leaves: one with a change that causes the id, one with another
    /// change.
    init(
        _ id: String, leaf hit: @escaping @Sendable (inout CertificateRecipe) -> Void,
        not miss: @escaping @Sendable (inout CertificateRecipe) -> Void
    ) {
        self.init(
            id, { try CoverageTests.chain(CoverageTests.leaf.with(hit)) },
            not: { try CoverageTests.chain(CoverageTests.leaf.with(miss)) })
    }

    private static let now = VerificationFixture.now
    private static let day = VerificationFixture.day
    private static let leaf = CoverageTests.leaf
    private static let above = CoverageTests.above

    private static func chain(
        _ recipe: CertificateRecipe = leaf, under: CertificateRecipe = above,
        key: KeyKind = .p256, aboveKey: KeyKind = .p256
    ) throws -> [ForgedCertificate] {
        try CoverageTests.chain(recipe, under: under, key: key, aboveKey: aboveKey)
    }

    private static func under(
        _ change: (inout CertificateRecipe) -> Void
    ) throws -> [ForgedCertificate] {
        try chain(under: above.with(change))
    }

    private static func root() throws -> ForgedCertificate {
        try VerificationFixture.ordinary.get().root
    }

    static let all = dates + trust + authorities + forms + chainRules + sent

    private static let dates = [
        CoverageRow("cert.expired", leaf: { $0.notAfter = now }, not: { $0.notAfter = now + 1 }),
        CoverageRow(
            "cert.not-yet-valid", leaf: { $0.notBefore = now + 1 }, not: { $0.notBefore = now }),
        CoverageRow(
            "cert.expires-soon", leaf: { $0.notAfter = now + day },
            not: { $0.notAfter = now + 30 * day }),
    ]

    private static let trust = [
        CoverageRow("trust.self-signed", { [try Forge.issue(leaf)] }) { try chain() },
        CoverageRow(
            "trust.unknown-root",
            {
                let other = try Authority("Unknown", at: now)
                return try other.chain(leaf) + [other.root]
            }, not: { try chain() + [root()] }),
        CoverageRow("chain.incomplete", { Array(try chain().prefix(1)) }) { try chain() },
        CoverageRow(
            "name.mismatch", leaf: { $0.names = [.dns("example.com")] },
            not: { $0.names = [.dns("*.example.com")] }),
        CoverageRow(
            "name.cn-only", leaf: { $0.names = [] }, not: { $0.names = [.dns("www.example.com")] }),
    ]

    private static let authorities = [
        CoverageRow(
            "chain.bad-signature",
            {
                let made = try chain()
                return [made[0].withBrokenSignature, made[1]]
            }, not: { try chain() }),
        CoverageRow(
            "chain.not-a-ca", { try under { $0.basicConstraint = .endEntity } },
            not: { try under { $0.keyUsage = nil } }),
        CoverageRow("chain.path-length", { try chainView(pathLength: 0) }) {
            try chainView(pathLength: 1)
        },
        CoverageRow(
            "chain.name-constraints",
            {
                try under { $0.nameConstraints = NameConstraints(permitted: [.dns("example.net")]) }
            },
            not: {
                try under { $0.nameConstraints = NameConstraints(permitted: [.dns("example.com")]) }
            }),
        CoverageRow(
            "cert.wrong-purpose", leaf: { $0.extendedKeyUsage = [.clientAuthentication] },
            not: { $0.extendedKeyUsage = [.clientAuthentication, .serverAuthentication] }),
        CoverageRow(
            "cert.unknown-critical", leaf: { $0.extraExtensions = [.criticalUnknown] },
            not: {
                $0.extraExtensions = [CertificateExtension("1.3.6.1.4.1.32473.2", value: [5, 0])]
            }),
        CoverageRow(
            "cert.leaf-is-ca", leaf: { $0.basicConstraint = .authority(pathLength: nil) },
            not: { $0.basicConstraint = .absent }),
    ]

    private static func chainView(pathLength: Int) throws -> [ForgedCertificate] {
        let upper = try Forge.issue(
            above.with { $0.basicConstraint = .authority(pathLength: pathLength) },
            by: root().asIssuer)
        let lower = try Forge.issue(.authority("Below", at: now), by: upper.asIssuer)
        return [try Forge.issue(leaf, by: lower.asIssuer), lower, upper]
    }

    private static func signed(over digest: SignatureDigest) throws -> [ForgedCertificate] {
        try chain(leaf.with { $0.digest = digest }, aboveKey: .rsa(bits: 2048))
    }

    private static let forms = [
        CoverageRow("cert.broken-signature", { try signed(over: .md5) }) {
            try signed(over: .sha256)
        },
        CoverageRow("cert.weak-signature", { try signed(over: .sha1) }) {
            try signed(over: .sha512)
        },
        CoverageRow("cert.weak-key", { try chain(key: .ed448) }) { try chain(key: .ed25519) },
        CoverageRow("cert.small-key", { try chain(key: .rsa(bits: 2040)) }) {
            try chain(key: .rsa(bits: 2048))
        },
        CoverageRow(
            "cert.malformed", leaf: { $0.names.append(.dns("a..example.com")) },
            not: { $0.names.append(.dns("a.example.com")) }),
    ]

    private static func extended(
        _ value: [UInt8], _ identifier: ObjectIdentifier, critical: Bool
    ) -> CertificateExtension {
        CertificateExtension(identifier, critical: critical, value: value)
    }

    private static func serial(octets: Int) -> SerialNumber {
        SerialNumber(contents: [UInt8](repeating: 0x11, count: octets))
    }

    private static let excludesBB: [UInt8] = [0x30, 8, 0xA1, 6, 0x30, 4, 0x82, 2, 0x62, 0x62]
    private static let serverOnly: [UInt8] = [0x30, 10, 6, 8, 0x2B, 6, 1, 5, 5, 7, 3, 1]

    private static let chainRules = [
        CoverageRow(
            "cert.common-name-not-listed",
            leaf: { $0.subject = SubjectName(commonName: "other.test") },
            not: { $0.subject = SubjectName(commonName: "Other test") }),
        CoverageRow(
            "cert.eku-missing", leaf: { $0.extendedKeyUsage = [] },
            not: { $0.extendedKeyUsage = [.serverAuthentication] }),
        CoverageRow(
            "cert.eku-critical",
            leaf: {
                $0.extendedKeyUsage = []
                $0.extraExtensions = [extended(serverOnly, "2.5.29.37", critical: true)]
            },
            not: {
                $0.extendedKeyUsage = []
                $0.extraExtensions = [extended(serverOnly, "2.5.29.37", critical: false)]
            }),
        CoverageRow("cert.serial-not-positive", leaf: { $0.serial = 0 }, not: { $0.serial = 1 }),
        CoverageRow(
            "cert.serial-too-long", leaf: { $0.serial = serial(octets: 21) },
            not: { $0.serial = serial(octets: 20) }),
        CoverageRow(
            "cert.san-critical",
            leaf: {
                $0.names = []
                $0.extraExtensions = [.names([.dns("www.example.com")], critical: true)]
            },
            not: {
                $0.names = []
                $0.subject = SubjectName()
                $0.extraExtensions = [.names([.dns("www.example.com")], critical: true)]
            }),
        CoverageRow(
            "cert.underscore-in-name", leaf: { $0.names.append(.dns("a_b.example.com")) },
            not: { $0.names.append(.dns("a-b.example.com")) }),
        CoverageRow(
            "cert.constraints-not-critical",
            {
                try under {
                    $0.extraExtensions = [extended(excludesBB, "2.5.29.30", critical: false)]
                }
            },
            not: {
                try under {
                    $0.extraExtensions = [extended(excludesBB, "2.5.29.30", critical: true)]
                }
            }),
        CoverageRow(
            "cert.aia-malformed", leaf: { $0.issuerURLs = ["ldap://ca.test/cert"] },
            not: { $0.issuerURLs = ["http://ca.test/cert"] }),
        CoverageRow(
            "cert.public-suffix-wildcard", leaf: { $0.names.append(.dns("*.co.uk")) },
            not: { $0.names.append(.dns("*.example.co.uk")) }),
        CoverageRow("cert.odd-key-size", { try chain(key: .rsa(bits: 2050)) }) {
            try chain(key: .rsa(bits: 2056))
        },
        // This finding is never alone. Anything else that level 2 refuses has a remark of its own,
        // so this key is one that the edge refuses too.
        CoverageRow("cert.security-level", { try chain(key: .curve("prime192v1")) }) {
            try chain(key: .curve("secp224r1"))
        },
        CoverageRow(
            "cert.strict-profile", leaf: { $0.authorityKeyIdentifier = .absent },
            not: { $0.authorityKeyIdentifier = .matching }),
    ]

    private static let sent = [
        CoverageRow("chain.root-sent", { try chain() + [root()] }) { try chain() },
        CoverageRow(
            "chain.duplicate",
            {
                let made = try chain(); return made + [made[1]]
            }
        ) {
            try chain()
        },
        CoverageRow(
            "chain.extra", { try chain() + [try Authority("Stranger", at: now).root] },
            not: { try chain() + [root()] }),
        CoverageRow(
            "chain.wrong-order",
            {
                let made = try chain(); return [made[0], try root(), made[1]]
            },
            not: { try chain() + [root()] }),
    ]
}
