import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// Paths that OpenSSL's builder misses because it never backtracks.
@Suite struct PathRetryTests {
    static let now = VerificationFixture.now
    static let day = VerificationFixture.day
    static let leaf = CertificateRecipe.server("www.example.com", at: now)

    /// Creates one intermediate key with two certificates under the trusted root. The first
    /// certificate has a flaw that the builder does not check.
    static func forked(
        _ flaw: (inout CertificateRecipe) -> Void
    ) throws -> (
        root: ForgedCertificate, leaf: ForgedCertificate, bad: ForgedCertificate,
        good: ForgedCertificate
    ) {
        let root = try VerificationFixture.ordinary.get().root
        let recipe = CertificateRecipe.authority("Forked", at: now)
        let good = try Forge.issue(recipe, by: root.asIssuer)
        var flawed = recipe.with { $0.serial = 2 }
        flaw(&flawed)
        let bad = try Forge.issue(flawed, key: good.key, by: root.asIssuer)
        return (root, try Forge.issue(leaf, by: good.asIssuer), bad, good)
    }

    @Test func `a flawed twin before the good intermediate makes the verdict uncertain`() throws {
        let made = try Self.forked {
            $0.nameConstraints = NameConstraints(excluded: [.dns("example.com")])
            $0.subjectKeyIdentifier = .matching
        }
        let verdict = try VerificationFixture.verdict(
            on: [made.leaf, made.bad, made.good], trusting: [made.root])
        #expect(
            verdict.strict == .uncertain([.dependsOnPathBuilding(remove: "CN=Forked,O=Forge")]))
        #expect(verdict.browser == .accepted)
        #expect(verdict.path.count == 3)
        #expect(verdict.strictUntil == nil)
    }

    @Test func `with the good intermediate first the chain is accepted`() throws {
        let made = try Self.forked {
            $0.nameConstraints = NameConstraints(excluded: [.dns("example.com")])
        }
        let verdict = try VerificationFixture.verdict(
            on: [made.leaf, made.good, made.bad], trusting: [made.root])
        #expect(verdict.strict == .accepted)
    }

    @Test func `two flawed twins are rejected`() throws {
        let made = try Self.forked {
            $0.nameConstraints = NameConstraints(excluded: [.dns("example.com")])
        }
        let verdict = try VerificationFixture.verdict(
            on: [made.leaf, made.bad], trusting: [made.root])
        #expect(verdict.strict.summary == "rejected: chain.name-constraints")
    }

    @Test func `a cross-certificate without an issuer hides the path to a trusted root`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let recipe = CertificateRecipe.authority("Crossed", at: Self.now)
        let good = try Forge.issue(recipe, by: authority.root.asIssuer)
        let nowhere = try Authority("Nowhere", at: Self.now).root
        let cross = try Forge.issue(
            recipe.with { $0.serial = 2 }, key: good.key, by: nowhere.asIssuer)
        let leaf = try Forge.issue(Self.leaf, by: good.asIssuer)
        let verdict = try VerificationFixture.verdict(
            on: [leaf, cross, nowhere, good], trusting: [authority.root])
        #expect(verdict.strict.summary == "uncertain: chain.ambiguous-path")
        #expect(
            try VerificationFixture.verdict(
                on: [leaf, good, cross, nowhere], trusting: [authority.root]
            )
            .strict == .accepted)
    }

    @Test func `a wrong name is still wrong on another path`() throws {
        let made = try Self.forked {
            $0.nameConstraints = NameConstraints(excluded: [.dns("example.com")])
        }
        let verdict = try VerificationFixture.verdict(
            on: [made.leaf, made.bad, made.good], trusting: [made.root], host: "other.test")
        #expect(verdict.strict.summary == "rejected: name.mismatch")
    }

    @Test func `rings of cross-certificates end`() throws {
        let keys = try (0..<6).map { number in
            try Forge.issue(.authority("Ring \(number)", at: Self.now))
        }
        var ring: [ForgedCertificate] = []
        for subject in keys {
            for issuer in keys where issuer.recipe.subject != subject.recipe.subject {
                ring.append(
                    try Forge.issue(subject.recipe, key: subject.key, by: issuer.asIssuer))
            }
        }
        let leaf = try Forge.issue(Self.leaf, by: keys[0].asIssuer)
        let root = try VerificationFixture.ordinary.get().root
        let judge = try VerificationFixture.judge(trusting: [root])
        let verdict = try judge.judge([leaf] + ring)
        #expect(verdict.strict.defects.first?.id == "chain.incomplete")
        // One check for each pair of certificate and issuer's key; the other results are in memory.
        #expect(judge.signatures.checksMade <= 31)
    }
}
