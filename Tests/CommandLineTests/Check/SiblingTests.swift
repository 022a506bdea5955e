import CertificateForge
import Foundation
import TestSupport
import Testing

/// Names from DNS, and names in a zone with one mode.
@Suite(.timeLimit(.minutes(2)))
struct `Names in DNS` {
    private static let now = Int64(Date().timeIntervalSince1970)

    @Test func `add www to the report on an apex`() async throws {
        let resolver = try TinyResolver()
        let authority = try Authority(at: Self.now)
        let chain = try authority.chain(.server("example.com", at: Self.now))
        let origin = try NginxOrigin(.init(chain: chain))
        let roots = try origin.folder.write("roots.pem", authority.root.pem)
        let check =
            ["check", "example.com", "-r", "127.0.0.1:\(resolver.port)", "--add-ca", roots]
            + origin.arguments
        let text = try await Tool.run(check)
        #expect(text.status == 0)
        #expect(text.output.contains("www.example.com"))
        let json = try await Tool.run(check + ["--json"])
        #expect(json.output.contains(#""host": "www.example.com""#))
        #expect(json.output.contains("name.mismatch"))
    }

    @Test func `that resolve to a private address are not contacted unless allowed`() async throws {
        let resolver = try TinyResolver()
        let authority = try Authority(at: Self.now)
        let chain = try authority.chain(.server("shop.example.com", at: Self.now))
        let origin = try NginxOrigin(.init(chain: chain))
        let roots = try origin.folder.write("roots.pem", authority.root.pem)
        let ports = ["-p", "\(origin.ports.https)", "--http-port", "\(origin.ports.http)"]
        let check =
            ["check", "shop.example.com", "--json", "-r", "127.0.0.1:\(resolver.port)"]
            + ["--add-ca", roots] + ports
        let guarded = try await Tool.run(check)
        #expect(guarded.status == 1)
        #expect(try ResultView(guarded.output).outcomes("strict", "https") == ["1000"])
        let allowed = try await Tool.run(check + ["--allow-private"])
        #expect(allowed.status == 0)
        #expect(try ResultView(allowed.output).outcomes("strict", "https") == ["200"])
    }
}
