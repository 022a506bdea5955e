import CertificateForge
import OriginFacts
import TestSupport
import Testing

@testable import ChainVerification

/// A chain designed to be slow leads to a defect, not to a hang.
@Suite struct JudgeLimitsTests {
    static let now = VerificationFixture.now
    static let leaf = CertificateRecipe.server("www.example.com", at: now)

    static func detail(_ verdict: ChainVerdict) -> String? {
        guard case .rejected(let defects) = verdict.strict,
            case .tooComplex(let detail) = defects.first
        else { return nil }
        return detail
    }

    @Test func `a hundred certificates are judged, one more is not`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let chain = try authority.chain(Self.leaf)
        let padding = Array(repeating: chain[1], count: 98)
        let judge = try VerificationFixture.judge(trusting: [authority.root])
        #expect(try judge.judge(chain + padding).strict == .accepted)
        let verdict = try judge.judge(chain + padding + [chain[1]])
        #expect(Self.detail(verdict) == "101 certificates")
        #expect(verdict.browser == verdict.strict)
    }

    @Test func `more than 100 KB of certificates are not judged`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let names = (0..<5_000).map { AlternativeName.dns("host-\($0).subdomain.example.com") }
        let chain = try authority.chain(Self.leaf.with { $0.names += names })
        let verdict = try VerificationFixture.verdict(on: chain, trusting: [authority.root])
        #expect(Self.detail(verdict)?.hasSuffix("bytes of certificates") == true)
    }

    @Test func `many names under many constraints are not compared`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let constraints = NameConstraints(
            excluded: (0..<2_000).map { AlternativeName.dns("x\($0).test") })
        let above = try Forge.issue(
            CertificateRecipe.authority("Constrained", at: Self.now).with {
                $0.nameConstraints = constraints
            }, by: authority.root.asIssuer)
        let names = (0..<3_000).map { AlternativeName.dns("h\($0).example.com") }
        let leaf = try Forge.issue(Self.leaf.with { $0.names += names }, by: above.asIssuer)
        let verdict = try VerificationFixture.verdict(
            on: [leaf, above], trusting: [authority.root])
        #expect(Self.detail(verdict) == "too many names under too many name constraints")
    }

    @Test
    func `the budget of signature checks is kept, and exceeding it is no defect of the chain`()
        throws
    {
        let authority = try VerificationFixture.ordinary.get()
        let chain = try authority.chain(Self.leaf)
        var limits = JudgeLimits()
        limits.signatureMicroseconds = 300
        let judge = try VerificationFixture.judge(trusting: [authority.root], limits: limits)
        let verdict = try judge.judge(chain)
        #expect(Self.detail(verdict) == "signatures that take too long to check")
        limits.signatureMicroseconds = 400
        let richer = try VerificationFixture.judge(trusting: [authority.root], limits: limits)
        #expect(try richer.judge(chain).strict == .accepted)
    }

    @Test func `a long chain of intermediates with many namesakes stays within the budget`() throws
    {
        var above = try Forge.issue(.authority("Step 0", at: Self.now))
        let root = above
        var chain: [ForgedCertificate] = []
        for step in 1...24 {
            // Four certificates with one name. They lack the issuer's key identifier, so that each
            // of the four looks like the issuer of each of the next four.
            let recipe = CertificateRecipe.authority("Step \(step)", at: Self.now).with {
                $0.subjectKeyIdentifier = .absent
                $0.authorityKeyIdentifier = .absent
            }
            let namesakes = try (0..<4).map { number in
                try Forge.issue(
                    recipe.with { $0.serial = SerialNumber(Int64(number + 1)) },
                    by: above.asIssuer)
            }
            chain += namesakes
            above = namesakes[0]
        }
        let leaf = try Forge.issue(
            Self.leaf.with { $0.authorityKeyIdentifier = .absent }, by: above.asIssuer)
        var limits = JudgeLimits()
        limits.signatureMicroseconds = 40_000
        let judge = try VerificationFixture.judge(trusting: [root], limits: limits)
        _ = try judge.judge([leaf.withBrokenSignature] + chain.reversed())
        #expect((1...200).contains(judge.signatures.checksMade))
        var random = Seed.generator()
        _ = try judge.judge([leaf] + chain.shuffled(using: &random))
        #expect((1...200).contains(judge.signatures.checksMade))
    }

    @Test func `an empty chain is malformed`() throws {
        let verdict = try VerificationFixture.verdict(
            on: [], trusting: [VerificationFixture.ordinary.get().root])
        #expect(verdict.strict.summary == "rejected: cert.malformed")
    }
}
