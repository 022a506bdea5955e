import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// `strictUntil` is the first second at which the same chain gets another verdict.
@Suite struct ValidityHorizonTests {
    static let now = VerificationFixture.now
    static let day = VerificationFixture.day
    static let leaf = CertificateRecipe.server("www.example.com", at: now)

    /// Checks the verdict just before the end of the promised period and at its end.
    static func expectTurn(
        of chain: [ForgedCertificate], trusting roots: [ForgedCertificate], at expected: Int64,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let judge = try VerificationFixture.judge(trusting: roots)
        let verdict = try judge.judge(chain)
        #expect(verdict.strictUntil == UnixTime(seconds: expected), sourceLocation: location)
        #expect(
            try judge.judge(chain, at: expected - 1).strict == .accepted,
            sourceLocation: location)
        #expect(
            try judge.judge(chain, at: expected).strict != .accepted, sourceLocation: location)
    }

    @Test func `the leaf's expiry`() throws {
        let authority = try VerificationFixture.ordinary.get()
        try Self.expectTurn(
            of: authority.chain(Self.leaf), trusting: [authority.root],
            at: Self.leaf.notAfter)
    }

    @Test func `an intermediate's expiry`() throws {
        let root = try VerificationFixture.ordinary.get().root
        let recipe = CertificateRecipe.authority("Short", at: Self.now).with {
            $0.notAfter = Self.now + 20 * Self.day
        }
        let above = try Forge.issue(recipe, by: root.asIssuer)
        try Self.expectTurn(
            of: [Forge.issue(Self.leaf, by: above.asIssuer), above], trusting: [root],
            at: recipe.notAfter)
    }

    @Test func `the root's expiry`() throws {
        let root = try Forge.issue(
            CertificateRecipe.authority("Short root", at: Self.now).with {
                $0.notAfter = Self.now + 30 * Self.day
            })
        try Self.expectTurn(
            of: [Forge.issue(Self.leaf, by: root.asIssuer)], trusting: [root],
            at: root.recipe.notAfter)
    }

    @Test func `not a root's expiry when a newer root has the same key`() throws {
        let recipe = CertificateRecipe.authority("Renewed root", at: Self.now)
        let old = try Forge.issue(recipe.with { $0.notAfter = Self.now + 30 * Self.day })
        let young = try Forge.issue(recipe.with { $0.serial = 2 }, key: old.key)
        let leaf = try Forge.issue(Self.leaf, by: old.asIssuer)
        try Self.expectTurn(of: [leaf], trusting: [old, young], at: Self.leaf.notAfter)
        try Self.expectTurn(of: [leaf], trusting: [young, old], at: Self.leaf.notAfter)
    }

    @Test func `not a cross-certificate's expiry when the root is an anchor`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let cross = try Forge.issue(
            CertificateRecipe.authority("Ordinary Root", at: Self.now).with {
                $0.notAfter = Self.now + Self.day
            }, key: authority.root.key, by: Authority("Elder", at: Self.now).root.asIssuer)
        try Self.expectTurn(
            of: authority.chain(Self.leaf) + [cross], trusting: [authority.root],
            at: Self.leaf.notAfter)
    }

    @Test func `there is none for a rejected chain`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let verdict = try VerificationFixture.verdict(
            on: authority.chain(Self.leaf), trusting: [authority.root], host: "other.test")
        #expect(verdict.strictUntil == nil)
    }
}
