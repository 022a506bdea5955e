import CertificateForge
import Foundation
import TestSupport
import Testing

/// `--client-cert`: a certificate like the one Cloudflare presents under Authenticated Origin
/// Pulls.
@Suite(.timeLimit(.minutes(2)))
struct `A client certificate` {
    private static let name = "shop.example.com"
    private static let now = Int64(Date().timeIntervalSince1970)

    /// Starts an nginx that requires a certificate issued by `clients`; returns it with the
    /// arguments to check it.
    private static func origin(
        _ authority: Authority, clients: Authority
    ) throws -> (origin: NginxOrigin, arguments: [String]) {
        let folder = try TemporaryFolder()
        let accepted = try folder.write("clients.pem", clients.root.pem)
        let origin = try NginxOrigin(
            NginxOrigin.Site(
                chain: try authority.chain(.server(name, at: now)),
                secure: """
                    ssl_client_certificate \(accepted); ssl_verify_client on; ssl_verify_depth 3;
                    return 200 'shop';
                    """))
        let roots = try origin.folder.write("roots.pem", authority.root.pem)
        return (origin, ["check", name, "--json", "--add-ca", roots] + origin.arguments)
    }

    private static func identity() throws -> (clients: Authority, leaf: ForgedCertificate) {
        let clients = try Authority(at: now)
        let recipe = CertificateRecipe.server("edge.example.com", at: now).with {
            $0.extendedKeyUsage = [.clientAuthentication]
        }
        return (clients, try clients.issue(recipe))
    }

    @Test func `is accepted by an origin that requires one`() async throws {
        let (clients, leaf) = try Self.identity()
        let (origin, arguments) = try Self.origin(try Authority(at: Self.now), clients: clients)
        let pem = leaf.pem + clients.intermediate.pem
        let certificate = try origin.folder.write("client.pem", pem)
        let key = try origin.folder.write("client.key", leaf.key.pem)
        let without = try await Tool.run(arguments)
        #expect(try ResultView(without.output).outcomes("strict", "https") == ["400"])
        let with = try await Tool.run(
            arguments + ["--client-cert", certificate, "--client-key", key])
        #expect(try ResultView(with.output).outcomes("strict", "https") == ["200"])
        #expect(with.status == 0)
        #expect(!with.output.contains("PRIVATE KEY"))
        let together = try origin.folder.write("both.pem", pem + leaf.key.pem)
        let one = try await Tool.run(arguments + ["--client-cert", together])
        #expect(try ResultView(one.output).outcomes("strict", "https") == ["200"])
    }

    @Test func `with another key, or without one, is refused before anything is contacted`()
        async throws
    {
        let (clients, leaf) = try Self.identity()
        let folder = try TemporaryFolder()
        let certificate = try folder.write("client.pem", leaf.pem)
        let foreign = try folder.write("other.key", clients.root.key.pem)
        let mismatch = try await Tool.run([
            "check", "a.test", "--client-cert", certificate, "--client-key", foreign,
        ])
        #expect(mismatch.status == 65)
        #expect(mismatch.errors.contains("matches no certificate"))
        let keyless = try await Tool.run(["check", "a.test", "--client-cert", certificate])
        #expect(keyless.status == 64)
        #expect(keyless.errors.contains("--client-key FILE"))
        let lonely = try await Tool.run(["check", "a.test", "--client-key", foreign])
        #expect(lonely.status == 64)
    }

    @Test func `is not used where the key exchange has no place for it`() async throws {
        let authority = try Authority(at: Self.now)
        let origin = try NginxOrigin(
            NginxOrigin.Site(chain: try authority.chain(.server(Self.name, at: Self.now))))
        let roots = try origin.folder.write("roots.pem", authority.root.pem)
        let outcome = try await Tool.run(
            ["check", Self.name, "--add-ca", roots, "--key-exchange", "classical"]
                + origin.arguments)
        #expect(outcome.status == 0)
        let unknown = try await Tool.run(["check", Self.name, "--key-exchange", "quantum"])
        #expect(unknown.status == 64)
    }
}
