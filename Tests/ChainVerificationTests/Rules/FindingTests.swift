import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// Findings appear in the chains they describe, are absent from others, and never cause a
/// rejection.
@Suite struct FindingTests {
    static let now = VerificationFixture.now
    static let day = VerificationFixture.day
    static let leaf = CertificateRecipe.server("www.example.com", at: now)

    /// Returns the ids of the findings on a chain that the edge accepts.
    static func ids(
        _ chain: [ForgedCertificate], as anchorClass: AnchorClass = .publicRoot,
        at time: Int64 = now
    ) throws -> [String] {
        let root = try VerificationFixture.ordinary.get().root
        let verdict = try VerificationFixture.verdict(
            on: chain, trusting: [root], as: anchorClass, at: time)
        #expect(verdict.strict == .accepted)
        return verdict.findings.map(\.id).sorted()
    }

    static func chain(_ recipe: CertificateRecipe = leaf) throws -> [ForgedCertificate] {
        try VerificationFixture.ordinary.get().chain(recipe)
    }

    @Test func `the certificates sent are compared with the path`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let (sound, root) = (try Self.chain(), authority.root)
        let stranger = try Authority("Stranger", at: Self.now).root
        #expect(try Self.ids(sound) == [])
        #expect(try Self.ids(sound + [root]) == ["chain.root-sent"])
        #expect(
            try Self.ids([sound[0], root, sound[1]]) == ["chain.root-sent", "chain.wrong-order"])
        #expect(try Self.ids(sound + [sound[1]]) == ["chain.duplicate"])
        #expect(try Self.ids([sound[0], stranger, sound[1]]) == ["chain.extra"])
        #expect(
            try Self.ids([sound[0], stranger, stranger, sound[1], sound[0]])
                == ["chain.duplicate", "chain.extra"])
    }

    @Test func `extra and repeated certificates are named`() throws {
        let sound = try Self.chain()
        let stranger = try Authority("Stranger", at: Self.now).root
        let verdict = try VerificationFixture.verdict(
            on: sound + [stranger, sound[1]], trusting: [VerificationFixture.ordinary.get().root])
        #expect(
            verdict.findings == [
                .extraCertificates(["CN=Stranger Root,O=Forge"]),
                .duplicateCertificates(["CN=Ordinary Intermediate,O=Forge"]),
            ])
    }

    @Test(arguments: [
        (AnchorClass.publicRoot, []), (.originCA, ["trust.origin-ca"]),
        (.custom, ["trust.custom-store"]),
    ])
    func `the anchor's class is reported`(anchorClass: AnchorClass, ids: [String]) throws {
        #expect(try Self.ids(Self.chain(), as: anchorClass) == ids)
    }

    @Test func `a root that only the edge trusts is named`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let other = try Authority("Other", at: Self.now).root
        let verdict = try VerificationFixture.verdict(
            on: Self.chain(), trusting: [authority.root], browser: [other])
        #expect(verdict.strict == .accepted)
        #expect(verdict.browser.summary == "rejected: chain.incomplete")
        #expect(verdict.findings == [.notTrustedByBrowsers(root: "CN=Ordinary Root,O=Forge")])
    }

    @Test(arguments: [
        // The lifetime and the days left, in days, and whether the certificate expires soon.
        (90, 15, false), (90, 14, true), (47, 10, false), (47, 9, true), (7, 2, false),
        (7, 1, true), (365, 14, true), (365, 15, false),
    ])
    func `a certificate expires soon by its lifetime and at most 14 days before`(
        lifetime: Int64, left: Int64, isSoon: Bool
    ) throws {
        let recipe = Self.leaf.with {
            $0.notBefore = Self.now - (lifetime - left) * Self.day
            $0.notAfter = Self.now + left * Self.day
        }
        #expect(try Self.ids(Self.chain(recipe)) == (isSoon ? ["cert.expires-soon"] : []))
    }

    @Test func `a leaf that outlives its root gets a finding with the root's expiry`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let recipe = Self.leaf.with { $0.notAfter = Self.now + 15 * 365 * Self.day }
        let leaf = try Forge.issue(recipe, by: authority.root.asIssuer)
        let verdict = try VerificationFixture.verdict(
            on: [leaf], trusting: [authority.root], as: .originCA)
        let end = UnixTime(seconds: authority.root.recipe.notAfter)
        #expect(
            verdict.findings == [
                .originCA, .outlivesAnchor(root: "CN=Ordinary Root,O=Forge", notAfter: end),
            ])
        #expect(verdict.strictUntil == end)
    }

    @Test func `weak signatures and keys are reported, and rejected by browsers only`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let key = KeyKind.rsa(bits: 1024)
        let above = try Forge.issue(
            .authority("RSA", at: Self.now), key: key, by: authority.root.asIssuer)
        let leaf = try Forge.issue(Self.leaf.with { $0.digest = .sha1 }, by: above.asIssuer)
        let verdict = try VerificationFixture.verdict(
            on: [leaf, above], trusting: [authority.root])
        #expect(verdict.strict == .accepted)
        #expect(verdict.browser.summary == "rejected: cert.broken-signature cert.weak-key")
        #expect(
            verdict.findings == [
                .weakSignature(
                    certificate: "CN=www.example.com", algorithm: "sha1WithRSAEncryption"),
                .weakKey(certificate: "CN=RSA,O=Forge", key: .rsa(bits: 1024)),
            ])
    }

    @Test func `a leaf that is a CA is reported`() throws {
        let recipe = Self.leaf.with {
            $0.basicConstraint = .authority(pathLength: nil)
            $0.keyUsage = [.digitalSignature, .certificateSigning]
        }
        #expect(try Self.ids(Self.chain(recipe)).contains("cert.leaf-is-ca"))
    }

    @Test func `browsers reject a public leaf of more than 398 days, the edge does not`() throws {
        let root = try VerificationFixture.ordinary.get().root
        for (days, browser) in [(398, "accepted"), (399, "rejected: cert.malformed")] {
            let recipe = Self.leaf.with {
                $0.notBefore = Self.now - Self.day
                $0.notAfter = Self.now + Int64(days - 1) * Self.day
            }
            let verdict = try VerificationFixture.verdict(on: Self.chain(recipe), trusting: [root])
            #expect(verdict.strict == .accepted)
            #expect(verdict.browser.summary == browser)
        }
    }
}
