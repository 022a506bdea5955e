import CertificateForge
import Foundation
import TestSupport
import Testing

/// Runs of `fullstrict trust` with a list from a server on loopback.
@Suite(.timeLimit(.minutes(2)))
struct `The list of roots` {
    private static let now = Int64(Date().timeIntervalSince1970)

    private func home(_ folder: TemporaryFolder) -> [String: String] {
        ["XDG_DATA_HOME": folder.path]
    }

    @Test func `is taken from a file, shown, and used`() async throws {
        let folder = try TemporaryFolder()
        let root = try Forge.issue(.authority("Listed Root", at: Self.now))
        let file = try folder.write("list.pem", "junk around\n" + root.pem)
        let update = try await Tool.run(["trust", "update", "--from", file], extra: home(folder))
        #expect(update.status == 0, "\(update.errors)")
        #expect(update.output.hasPrefix("1 roots, sha256 "))
        let shown = try await Tool.run(["trust", "show"], extra: home(folder))
        #expect(shown.output.contains("roots     3\n"))
        #expect(shown.output.contains(folder.path))
    }

    @Test func `is not replaced by a file without roots`() async throws {
        let folder = try TemporaryFolder()
        let root = try Forge.issue(.authority("Listed Root", at: Self.now))
        let good = try folder.write("good.pem", root.pem)
        let half = try folder.write("half.pem", String(root.pem.prefix(300)))
        let page = try folder.write("page.html", "<html>404</html>")
        let torn = try folder.write(
            "torn.pem", root.pem + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        _ = try await Tool.run(["trust", "update", "--from", good], extra: home(folder))
        let before = try await Tool.run(["trust"], extra: home(folder)).output
        for bad in [half, page, torn] {
            let refused = try await Tool.run(
                ["trust", "update", "--from", bad], extra: home(folder))
            #expect(refused.status == 65)
            #expect(refused.errors.contains(bad))
        }
        #expect(try await Tool.run(["trust"], extra: home(folder)).output == before)
        let missing = try await Tool.run(
            ["trust", "update", "--from", folder.path + "/missing"], extra: home(folder))
        #expect(missing.status == 66)
    }

    @Test func `is fetched over a connection verified with the system's roots`() async throws {
        let folder = try TemporaryFolder()
        let authority = try Authority(at: Self.now)
        var recipe = CertificateRecipe.server("localhost", at: Self.now)
        recipe.names.append(.ip([127, 0, 0, 1]))
        let listed = try Forge.issue(.authority("Listed Root", at: Self.now))
        let body = listed.pem.replacing("\n", with: "\\n")
        let origin = try NginxOrigin(
            .init(
                chain: try authority.chain(recipe), plain: nil,
                secure: "location /list { return 200 \"\(body)\"; } location / { return 404; }"))
        let roots = try folder.write("roots.pem", authority.root.pem)
        let url = "https://127.0.0.1:\(origin.ports.https)/list"
        let stranger = try await Tool.run(["trust", "update", "--from", url], extra: home(folder))
        #expect(stranger.status == 69)
        #expect(stranger.errors.contains("is rejected (chain.incomplete)"))
        let vouched = home(folder).merging(["SSL_CERT_FILE": roots]) { _, new in new }
        let fetched = try await Tool.run(["trust", "update", "--from", url], extra: vouched)
        #expect(fetched.status == 0, "\(fetched.errors)")
        #expect(fetched.output.hasPrefix("1 roots"))
        let lost = try await Tool.run(
            ["trust", "update", "--from", url.replacing("/list", with: "/lost")], extra: vouched)
        #expect(lost.status == 69)
    }
}
