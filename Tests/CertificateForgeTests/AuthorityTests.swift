import CertificateForge
import OpenSSLSupport
import TestSupport
import Testing

@Suite("A root, an intermediate and their leaf")
struct AuthorityTests {
    private static let now: Int64 = 1_800_000_000

    /// Runs `openssl verify` on the leaf, with the intermediate if requested.
    private func verify(
        _ leaf: ForgedCertificate, by authority: Authority, intermediate: ForgedCertificate?,
        options: [String] = []
    ) throws -> Command.Outcome {
        let files = try TemporaryFolder()
        let root = try files.write("root.pem", authority.root.pem)
        let between = try files.write("between.pem", intermediate?.pem ?? "")
        let own = try files.write("leaf.pem", leaf.pem)
        return try Command.run(
            [
                "openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-attime",
                "\(Self.now)",
            ]
                + ["-CAfile", root] + (intermediate == nil ? [] : ["-untrusted", between])
                + options + [own])
    }

    @Test("a chain verifies strictly for its name")
    func soundChain() throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(.server("a.test", at: Self.now))
        let result = try verify(
            leaf, by: authority, intermediate: authority.intermediate,
            options: ["-verify_hostname", "a.test"])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("without the intermediate there is no path")
    func missingIntermediate() throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(.server("a.test", at: Self.now))
        let result = try verify(leaf, by: authority, intermediate: nil)
        #expect(result.output.contains("unable to get local issuer certificate"))
    }

    @Test("a flipped bit leaves a certificate that parses and does not verify")
    func brokenSignature() throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(.server("a.test", at: Self.now)).withBrokenSignature
        let library = try LibraryContext()
        _ = try leaf.handle(in: library)
        let result = try verify(leaf, by: authority, intermediate: authority.intermediate)
        #expect(result.output.contains("certificate signature failure"))
        withExtendedLifetime(library) {}
    }

    @Test("with a wrong authority key identifier there is no path")
    func wrongAuthorityKeyIdentifier() throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(
            .server("a.test", at: Self.now).with { $0.authorityKeyIdentifier = .wrong })
        let result = try verify(leaf, by: authority, intermediate: authority.intermediate)
        #expect(result.status != 0)
    }

    @Test("a certificate parsed elsewhere can sign, with any key")
    func issuerByHandle() throws {
        let authority = try Authority(at: Self.now)
        let library = try LibraryContext()
        let handle = try authority.intermediate.handle(in: library)
        let issuer = CertificateIssuer(certificate: handle, key: authority.intermediate.key)
        let leaf = try Forge.issue(.server("a.test", at: Self.now), by: issuer)
        let result = try verify(leaf, by: authority, intermediate: authority.intermediate)
        #expect(result.status == 0, "\(result.output)")
        withExtendedLifetime(library) {}
    }

    @Test("a key written as PEM belongs to its certificate")
    func keyText() throws {
        for kind in [KeyKind.rsa(bits: 1024), .p256, .ed25519] {
            let certificate = try Forge.issue(.server("a.test", at: Self.now), key: kind)
            let fromKey = try Command.run(
                ["openssl", "pkey", "-pubout"], input: certificate.key.pem)
            let fromCertificate = try Command.run(
                ["openssl", "x509", "-noout", "-pubkey"], input: certificate.pem)
            #expect(fromKey.status == 0)
            #expect(fromKey.output == fromCertificate.output)
        }
    }
}
