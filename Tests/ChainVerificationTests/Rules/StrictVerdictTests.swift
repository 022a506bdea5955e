import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// A passing and a failing case for every rule of path validation, under a root of the public list.
@Suite struct StrictVerdictTests {
    /// A chain created for one test case.
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let strict: String
        let browser: String
        /// Seconds from the fixed time of the tests to the time of judgement.
        let later: Int64
        let chain: @Sendable () throws -> [ForgedCertificate]

        init(
            _ name: String, strict: String = "accepted", browser: String? = nil,
            later: Int64 = 0, _ chain: @escaping @Sendable () throws -> [ForgedCertificate]
        ) {
            testDescription = name
            self.strict = strict
            self.browser = browser ?? strict
            self.later = later
            self.chain = chain
        }
    }

    static let now = VerificationFixture.now
    static let day = VerificationFixture.day
    static let leaf = CertificateRecipe.server("www.example.com", at: now)

    static func authority() throws -> Authority { try VerificationFixture.ordinary.get() }

    static func chain(_ recipe: CertificateRecipe) throws -> [ForgedCertificate] {
        try authority().chain(recipe)
    }

    static func chain(
        under intermediate: CertificateRecipe, _ recipe: CertificateRecipe = leaf,
        key: KeyKind = .p256
    ) throws -> [ForgedCertificate] {
        let above = try Forge.issue(intermediate, key: key, by: authority().root.asIssuer)
        return [try Forge.issue(recipe, by: above.asIssuer), above]
    }

    static let intermediate = CertificateRecipe.authority("Made for one row", at: now)

    @Test(arguments: dates + trust + authorities + constraints + purposes + signatures)
    func `a chain gets its verdict`(_ row: Row) throws {
        let root = try Self.authority().root
        let verdict = try VerificationFixture.verdict(
            on: row.chain(), trusting: [root], at: Self.now + row.later)
        #expect(verdict.strict.summary == row.strict)
        #expect(verdict.browser.summary == row.browser)
        #expect((verdict.strictUntil != nil) == (verdict.strict == .accepted))
    }

    static let dates = [
        Row(
            "a second before notBefore", strict: "rejected: cert.not-yet-valid",
            later: -10 * day - 1
        ) {
            try chain(leaf)
        },
        Row("the second of notBefore", later: -10 * day) { try chain(leaf) },
        Row("a second before notAfter", later: 80 * day - 1) { try chain(leaf) },
        Row("the second of notAfter", strict: "rejected: cert.expired", later: 80 * day) {
            try chain(leaf)
        },
        Row("an intermediate that has ended", strict: "rejected: cert.expired") {
            try chain(under: intermediate.with { $0.notAfter = now - day })
        },
        Row("an intermediate that begins tomorrow", strict: "rejected: cert.not-yet-valid") {
            try chain(under: intermediate.with { $0.notBefore = now + day })
        },
        Row("a root that has ended", strict: "rejected: cert.expired", later: 9 * 365 * day) {
            try chain(
                under: intermediate.with { $0.notAfter = now + 4_000 * day },
                leaf.with {
                    $0.notBefore = now + 9 * 365 * day - day
                    $0.notAfter = now + 9 * 365 * day + day
                })
        },
        Row(
            "leaf and intermediate ended", strict: "rejected: cert.expired cert.expired",
            later: 90 * day
        ) {
            try chain(under: intermediate.with { $0.notAfter = now + day })
        },
    ]

    static let trust = [
        Row("a leaf that signed itself", strict: "rejected: trust.self-signed") {
            [try Forge.issue(leaf)]
        },
        Row("the intermediate is missing", strict: "rejected: chain.incomplete") {
            Array(try chain(leaf).prefix(1))
        },
        Row("another intermediate was sent", strict: "rejected: chain.incomplete") {
            [try chain(leaf)[0], try chain(under: intermediate)[1]]
        },
        Row("a root nobody knows, sent", strict: "rejected: trust.unknown-root") {
            let other = try Authority("Unknown", at: now)
            return try other.chain(leaf) + [other.root]
        },
        Row("a root nobody knows, not sent", strict: "rejected: chain.incomplete") {
            try Authority("Unknown", at: now).chain(leaf)
        },
        Row("the root is sent too") { try chain(leaf) + [authority().root] },
        Row("the order is wrong") {
            let sound = try chain(leaf)
            return [sound[0], try authority().root, sound[1]]
        },
        Row("an unrelated certificate between") {
            let sound = try chain(leaf)
            return [sound[0], try Authority("Other", at: now).root, sound[1]]
        },
        Row("a root of the same name with another key", strict: "rejected: trust.unknown-root") {
            let twin = try Authority("Ordinary", at: now)
            return try twin.chain(leaf.with { $0.authorityKeyIdentifier = .absent }) + [twin.root]
        },
    ]

    static let authorities = [
        Row("an intermediate that is no CA", strict: "rejected: chain.not-a-ca") {
            try chain(under: intermediate.with { $0.basicConstraint = .endEntity })
        },
        Row("an intermediate without basic constraints", strict: "rejected: chain.not-a-ca") {
            try chain(under: intermediate.with { $0.basicConstraint = .absent })
        },
        Row("an intermediate that may not sign", strict: "rejected: chain.not-a-ca") {
            try chain(under: intermediate.with { $0.keyUsage = .digitalSignature })
        },
        Row("an intermediate without key usage") {
            try chain(under: intermediate.with { $0.keyUsage = nil })
        },
        Row("a CA below a CA that may have none", strict: "rejected: chain.path-length") {
            let sound = try chain(leaf)
            let below = try Forge.issue(intermediate, by: sound[1].asIssuer)
            return [try Forge.issue(leaf, by: below.asIssuer), below, sound[1]]
        },
        Row("a CA below a CA that may have one") {
            let above = try Forge.issue(
                intermediate.with { $0.basicConstraint = .authority(pathLength: 1) },
                by: authority().root.asIssuer)
            let below = try Forge.issue(.authority("Below", at: now), by: above.asIssuer)
            return [try Forge.issue(leaf, by: below.asIssuer), below, above]
        },
        Row(
            "a server certificate that signs another",
            strict: "rejected: chain.not-a-ca chain.path-length"
        ) {
            let sound = try chain(leaf)
            let forged = try Forge.issue(leaf.with { $0.serial = 7 }, by: sound[0].asIssuer)
            return [forged] + sound
        },
    ]

    static let constraints = [
        Row("a name inside the permitted") {
            try chain(
                under: intermediate.with {
                    $0.nameConstraints = NameConstraints(permitted: [.dns("example.com")])
                })
        },
        Row("a name outside the permitted", strict: "rejected: chain.name-constraints") {
            try chain(
                under: intermediate.with {
                    $0.nameConstraints = NameConstraints(permitted: [.dns("example.net")])
                })
        },
        Row("a name inside the excluded", strict: "rejected: chain.name-constraints") {
            try chain(
                under: intermediate.with {
                    $0.nameConstraints = NameConstraints(excluded: [.dns("example.com")])
                })
        },
        Row("a name beside the excluded") {
            try chain(
                under: intermediate.with {
                    $0.nameConstraints = NameConstraints(excluded: [.dns("www.example.net")])
                })
        },
        Row(
            "a CN outside the permitted, no SAN", strict: "rejected: chain.name-constraints",
            browser: "rejected: name.mismatch chain.name-constraints"
        ) {
            try chain(
                under: intermediate.with {
                    $0.nameConstraints = NameConstraints(permitted: [.dns("example.net")])
                }, leaf.with { $0.names = [] })
        },
    ]

    static let purposes = [
        Row("a leaf for clients", strict: "rejected: cert.wrong-purpose") {
            try chain(leaf.with { $0.extendedKeyUsage = [.clientAuthentication] })
        },
        Row("a leaf for any purpose", strict: "rejected: cert.wrong-purpose") {
            try chain(leaf.with { $0.extendedKeyUsage = [.any] })
        },
        Row("a leaf without a purpose") {
            try chain(leaf.with { $0.extendedKeyUsage = [] })
        },
        Row("a leaf for servers and clients") {
            try chain(
                leaf.with { $0.extendedKeyUsage = [.serverAuthentication, .clientAuthentication] })
        },
        Row("a leaf for server-gated cryptography", strict: "rejected: cert.wrong-purpose") {
            try chain(
                leaf.with { $0.extendedKeyUsage = [.other("2.16.840.1.113730.4.1")] })
        },
        Row("an intermediate for code", strict: "rejected: cert.wrong-purpose") {
            try chain(under: intermediate.with { $0.extendedKeyUsage = [.codeSigning] })
        },
        Row(
            "a leaf whose key only agrees", strict: "uncertain: cert.wrong-purpose",
            browser: "rejected: cert.wrong-purpose"
        ) {
            try chain(leaf.with { $0.keyUsage = .keyAgreement })
        },
        Row("a leaf whose key signs and agrees") {
            try chain(leaf.with { $0.keyUsage = [.digitalSignature, .keyAgreement] })
        },
        Row("a leaf whose key only signs lists", strict: "rejected: cert.wrong-purpose") {
            try chain(leaf.with { $0.keyUsage = .listSigning })
        },
        Row("a critical extension nobody knows", strict: "rejected: cert.unknown-critical") {
            try chain(leaf.with { $0.extraExtensions = [.criticalUnknown] })
        },
        Row("the same in an intermediate", strict: "rejected: cert.unknown-critical") {
            try chain(under: intermediate.with { $0.extraExtensions = [.criticalUnknown] })
        },
        Row("an extension nobody knows, not critical") {
            try chain(
                leaf.with {
                    $0.extraExtensions = [
                        CertificateExtension("1.3.6.1.4.1.32473.2", value: [5, 0])
                    ]
                })
        },
    ]

    static let rsaIssuer = Result { try chain(under: intermediate, key: .rsa(bits: 2048))[1] }

    static let signatures = [
        Row("a leaf whose signature is broken", strict: "rejected: chain.bad-signature") {
            let sound = try chain(leaf)
            return [sound[0].withBrokenSignature, sound[1]]
        },
        Row("an intermediate whose signature is broken", strict: "rejected: chain.bad-signature") {
            let sound = try chain(leaf)
            return [sound[0], sound[1].withBrokenSignature]
        },
        Row("both broken", strict: "rejected: chain.bad-signature chain.bad-signature") {
            try chain(leaf).map(\.withBrokenSignature)
        },
        Row("a leaf signed over SHA-1", browser: "rejected: cert.broken-signature") {
            let above = try rsaIssuer.get()
            return [try Forge.issue(leaf.with { $0.digest = .sha1 }, by: above.asIssuer), above]
        },
        Row("a leaf signed over MD5", strict: "rejected: cert.broken-signature") {
            let above = try rsaIssuer.get()
            return [try Forge.issue(leaf.with { $0.digest = .md5 }, by: above.asIssuer), above]
        },
        Row("a leaf signed over SHA-512") {
            let above = try rsaIssuer.get()
            return [try Forge.issue(leaf.with { $0.digest = .sha512 }, by: above.asIssuer), above]
        },
        Row(
            "an expired leaf whose signature is broken, and no SAN, for clients",
            strict: "rejected: cert.expired chain.bad-signature cert.wrong-purpose",
            browser: "rejected: cert.expired name.mismatch chain.bad-signature cert.wrong-purpose",
            later: 80 * day
        ) {
            let sound = try chain(
                leaf.with {
                    $0.names = []
                    $0.extendedKeyUsage = [.clientAuthentication]
                })
            return [sound[0].withBrokenSignature, sound[1]]
        },
    ]
}
