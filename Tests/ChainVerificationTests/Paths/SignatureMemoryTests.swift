import CertificateForge
import OpenSSLSupport
import OriginFacts
import Testing

@testable import ChainVerification

/// The signature memory saves time and must never change a verdict.
@Suite struct SignatureMemoryTests {
    static let now = VerificationFixture.now
    static let day = VerificationFixture.day
    static let leaf = CertificateRecipe.server("www.example.com", at: now)

    @Test func `the memory is bounded and forgets unused entries`() {
        var memory = SignatureMemory(capacity: 10)
        let keys = (0..<100).map { number in
            let digest = Digest256 { bytes in bytes[0] = UInt8(number) }
            return SignatureMemory.Key(certificate: digest, issuerKey: digest)
        }
        for key in keys {
            memory.insert(key)
            let isFirstKept = memory.holds(keys[0])
            #expect(isFirstKept)
            #expect(memory.count <= 10)
        }
        let (middle, last) = (memory.holds(keys[50]), memory.holds(keys[99]))
        #expect(!middle)
        #expect(last)
    }

    @Test func `a second verdict computes no signature`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let chain = try authority.chain(Self.leaf)
        let judge = try VerificationFixture.judge(trusting: [authority.root])
        let cold = try judge.judge(chain)
        #expect(judge.signatures.checksMade == 2)
        #expect(try judge.judge(chain) == cold)
        #expect(judge.signatures.checksMade == 0)
    }

    /// This fails if the memory's key lacks the issuer's key.
    @Test func `a signature valid under one CA is not valid under a CA with the same name`() throws
    {
        let authority = try VerificationFixture.ordinary.get()
        let recipe = CertificateRecipe.authority("Namesake", at: Self.now).with {
            $0.subjectKeyIdentifier = .absent
        }
        let (first, second) = (
            try Forge.issue(recipe, by: authority.root.asIssuer),
            try Forge.issue(recipe.with { $0.serial = 2 }, by: authority.root.asIssuer)
        )
        let leaf = try Forge.issue(Self.leaf, by: first.asIssuer)
        let judge = try VerificationFixture.judge(trusting: [authority.root])
        #expect(try judge.judge([leaf, first]).strict == .accepted)
        #expect(
            try judge.judge([leaf, second]).strict.summary == "rejected: chain.bad-signature")
        #expect(try judge.judge([leaf, first]).strict == .accepted)
    }

    /// OpenSSL refuses the issuer that may not sign before the walk reaches its key usage. The
    /// traces of `OpenSSLAgreementTests` show that the walk checks the key usage as well.
    @Test
    func `the same key in a certificate that may not sign is rejected, with a warm memory too`()
        throws
    {
        let authority = try VerificationFixture.ordinary.get()
        let recipe = CertificateRecipe.authority("One key", at: Self.now)
        let good = try Forge.issue(recipe, by: authority.root.asIssuer)
        let mute = try Forge.issue(
            recipe.with {
                $0.keyUsage = .digitalSignature
                $0.serial = 3
            }, key: good.key, by: authority.root.asIssuer)
        let leaf = try Forge.issue(Self.leaf, by: good.asIssuer)
        let judge = try VerificationFixture.judge(trusting: [authority.root])
        #expect(try judge.judge([leaf, good]).strict == .accepted)
        #expect(try judge.judge([leaf, mute]).strict.summary == "rejected: chain.not-a-ca")
    }

    /// This fails if the walk itself calls `X509_check_issued` to decide whether a root is
    /// self-signed. That function also checks the key usage, so a root without keyCertSign would
    /// seem to have an issuer above it.
    @Test func `a leaf under a root that may not sign gets that defect, not a missing issuer`()
        throws
    {
        let root = try Forge.issue(
            CertificateRecipe.authority("Mute root", at: Self.now).with {
                $0.keyUsage = .digitalSignature
            })
        let leaf = try Forge.issue(Self.leaf, by: root.asIssuer)
        let verdict = try VerificationFixture.verdict(on: [leaf], trusting: [root])
        #expect(verdict.strict.summary == "rejected: chain.not-a-ca")
        // An expired root that may not sign: its own dates are reported at its own depth.
        let late = try VerificationFixture.verdict(
            on: [leaf], trusting: [root], at: Self.now + 10 * 365 * Self.day)
        #expect(
            late.strict.defects.contains(
                .expired(
                    certificate: "CN=Mute root,O=Forge",
                    notAfter: UnixTime(seconds: root.recipe.notAfter))))
    }

    /// This fails if dates are skipped for a signature in memory.
    @Test func `dates are checked with a warm memory`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let chain = try authority.chain(Self.leaf)
        let judge = try VerificationFixture.judge(trusting: [authority.root])
        #expect(try judge.judge(chain).strict == .accepted)
        #expect(
            try judge.judge(chain, at: Self.now + 80 * Self.day).strict.summary
                == "rejected: cert.expired")
        #expect(
            try judge.judge(chain, at: Self.now + 10 * 365 * Self.day).strict.summary
                == "rejected: cert.expired cert.expired cert.expired")
        #expect(try judge.judge(chain).strict == .accepted)
    }

    /// This fails if the path above a signature in memory is skipped, as with partial chains.
    @Test func `name constraints of a CA above are checked with a warm memory`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let recipe = CertificateRecipe.authority("Constrained", at: Self.now)
        let free = try Forge.issue(recipe, by: authority.root.asIssuer)
        let bound = try Forge.issue(
            recipe.with {
                $0.serial = 4
                $0.nameConstraints = NameConstraints(permitted: [.dns("example.net")])
            }, key: free.key, by: authority.root.asIssuer)
        let below = try Forge.issue(
            .authority("Below the constrained", at: Self.now), by: free.asIssuer)
        let leaf = try Forge.issue(Self.leaf, by: below.asIssuer)
        let judge = try VerificationFixture.judge(trusting: [authority.root])
        #expect(try judge.judge([leaf, below, free]).strict == .accepted)
        let verdict = try judge.judge([leaf, below, bound])
        #expect(verdict.strict.summary == "rejected: chain.name-constraints")
        #expect(try judge.judge([leaf, below, free]).strict == .accepted)
    }

    @Test func `a broken signature is found with a warm memory`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let chain = try authority.chain(Self.leaf)
        let judge = try VerificationFixture.judge(trusting: [authority.root])
        #expect(try judge.judge(chain).strict == .accepted)
        for position in chain.indices {
            var broken = chain
            broken[position] = broken[position].withBrokenSignature
            #expect(
                try judge.judge(broken).strict.summary == "rejected: chain.bad-signature")
        }
    }
}
