import CertificateForge
import Foundation
import TestSupport
import Testing

/// Runs against a real nginx, from command line to exit status.
@Suite(.timeLimit(.minutes(2)))
struct `A real nginx` {
    private static let name = "shop.example.com"
    private static let now = Int64(Date().timeIntervalSince1970)

    /// One origin, with the expected outcomes for https visitors in Full and Full (strict), the
    /// findings and the exit status.
    struct Row: Sendable, CustomTestStringConvertible {
        var title: String
        var site: @Sendable (Authority) throws -> NginxOrigin.Site
        var full: String
        var strict: String
        var finding: String?
        var status: Int32

        var testDescription: String { title }
    }

    // swift-format-ignore
    static let rows: [Row] = [
        Row(title: "with a good certificate", site: { .init(chain: try $0.chain(good)) },
            full: "200", strict: "200", finding: nil, status: 0),
        Row(title: "with a self-signed certificate", site: { _ in .init(chain: [try Forge.issue(good)]) },
            full: "200", strict: "526", finding: "trust.self-signed", status: 1),
        Row(title: "with an expired certificate", site: { .init(chain: try $0.chain(expired)) },
            full: "200", strict: "526", finding: "cert.expired", status: 1),
        Row(title: "with a certificate for another name", site: { .init(chain: try $0.chain(otherName)) },
            full: "200", strict: "526", finding: "name.mismatch", status: 1),
        Row(title: "with the leaf only", site: { .init(chain: [try $0.issue(good)]) },
            full: "200", strict: "526", finding: "chain.incomplete", status: 1),
        Row(title: "with the TLS port closed", site: { _ in .init(chain: nil) },
            full: "521", strict: "521", finding: "tcp.refused", status: 1),
        Row(title: "with the plain port closed", site: { .init(chain: try $0.chain(good), plain: nil) },
            full: "200", strict: "200", finding: nil, status: 0),
        Row(title: "that redirects to https", site: { .init(chain: try $0.chain(good), plain: "return 301 https://\(name)/;") },
            full: "200", strict: "200", finding: nil, status: 0),
        Row(title: "that rejects the handshake", site: { .init(chain: try $0.chain(good), secure: "ssl_reject_handshake on;") },
            full: "525", strict: "525", finding: "tls.unrecognized-name", status: 1),
        Row(title: "that speaks HTTP/2", site: { .init(chain: try $0.chain(good), listen: "ssl http2") },
            full: "200", strict: "200", finding: nil, status: 0),
        Row(title: "that answers with its default virtual host", site: { .init(chain: try $0.chain(otherName), secure: "server_name other.example.com; return 200 '<title>Welcome to nginx!</title>';") },
            full: "200", strict: "526", finding: "name.mismatch", status: 1),
        Row(title: "that demands a client certificate", site: { .init(chain: try $0.chain(good), secure: "ssl_client_certificate clients.pem; ssl_verify_client on; ssl_verify_depth 3; return 200 'shop';", clients: $0.root) },
            full: "400", strict: "400", finding: nil, status: 0),
        Row(title: "that asks for a client certificate", site: { .init(chain: try $0.chain(good), secure: "ssl_client_certificate clients.pem; ssl_verify_client optional; return 200 'shop';", clients: $0.root) },
            full: "200", strict: "200", finding: nil, status: 0),
        Row(title: "that closes without an answer", site: { .init(chain: try $0.chain(good), secure: "return 444;") },
            full: "520", strict: "520", finding: "http.empty", status: 1),
    ]

    private static let good = CertificateRecipe.server(name, at: now)
    private static let expired = CertificateRecipe.server(
        name, at: now - 100 * CertificateRecipe.day)
    private static let otherName = CertificateRecipe.server("other.example.com", at: now)

    @Test(arguments: rows)
    func `is predicted correctly`(row: Row) async throws {
        let authority = try Authority(at: Self.now)
        let origin = try NginxOrigin(row.site(authority))
        let roots = try origin.folder.write("roots.pem", authority.root.pem)
        let outcome = try await Tool.run(
            ["check", Self.name, "--json", "--add-ca", roots] + origin.arguments)
        #expect(outcome.status == row.status, "\(outcome.errors)")
        let seen = try ResultView(outcome.output)
        #expect(seen.schema == "fullstrict.result/1")
        #expect(seen.outcomes("full", "https") == [row.full])
        #expect(seen.outcomes("strict", "https") == [row.strict])
        let errors = seen.findings("error")
        #expect(row.finding.map(errors.contains) ?? errors.isEmpty, "\(errors)")
    }

    @Test
    func
        `with an Origin CA certificate is recognised by its issuer, and trusted only with its root`()
        async throws
    {
        let root = try Forge.issue(.originAuthority(at: Self.now))
        let leaf = try Forge.issue(Self.good, by: root.asIssuer)
        let origin = try NginxOrigin(.init(chain: [leaf]))
        let roots = try origin.folder.write("roots.pem", root.pem)
        let check = ["check", Self.name, "--json"] + origin.arguments
        let strange = try await Tool.run(check)
        #expect(strange.status == 1)
        #expect(try ResultView(strange.output).findings("error") == ["chain.incomplete"])
        let trusted = try await Tool.run(check + ["--add-ca", roots])
        #expect(trusted.status == 0)
        #expect(try ResultView(trusted.output).outcomes("strict", "https") == ["200"])
    }

    @Test
    func
        `with the key of another certificate does not start, which is how a certificate causes 521`()
        async throws
    {
        let authority = try Authority(at: Self.now)
        let stranger = try Forge.issue(Self.good)
        let chain = try authority.chain(Self.good)
        #expect(throws: ServerProcess.NotStarted.self) {
            try NginxOrigin(.init(chain: chain, key: stranger.key.pem))
        }
        let files = try CertificateFolder()
        let seen = try await files.check(
            files.pem(chain), "--key", files.key(stranger), "--host", Self.name)
        #expect(seen.status == 1)
        #expect(seen.problems.first == "error key.mismatch")
        #expect(seen.outcome("full") == "521")
    }

    @Test(arguments: [true, false])
    func `starts with a chain only if its own certificate is first, as cert check says`(
        isLeafFirst: Bool
    ) async throws {
        let files = try CertificateFolder()
        let chain = try files.authority.chain(Self.good)
        let file = try files.pem(isLeafFirst ? chain : chain.reversed())
        let seen = try await files.check(file, "--key", files.key(chain[0]), "--host", Self.name)
        #expect(seen.outcome("strict") == (isLeafFirst ? "works" : "521"))
        let site = NginxOrigin.Site(
            chain: isLeafFirst ? chain : chain.reversed(), key: chain[0].key.pem)
        if isLeafFirst {
            _ = try NginxOrigin(site)
        } else {
            #expect(throws: ServerProcess.NotStarted.self) { try NginxOrigin(site) }
        }
    }

    @Test func `loops in Flexible when it redirects to https`() async throws {
        let authority = try Authority(at: Self.now)
        let origin = try NginxOrigin(
            .init(chain: try authority.chain(Self.good), plain: "return 301 https://\(Self.name)/;")
        )
        let roots = try origin.folder.write("roots.pem", authority.root.pem)
        let outcome = try await Tool.run(
            ["check", Self.name, "--json", "--mode", "flexible", "--add-ca", roots]
                + origin.arguments)
        #expect(outcome.status == 1)
        let seen = try ResultView(outcome.output)
        #expect(seen.outcomes("flexible", "https") == ["loop"])
        #expect(seen.outcomes("off", "http") == ["loop"])
        #expect(seen.recommended == "strict")
    }

    @Test(arguments: [2083, 2087, 2096])
    func `on a control panel's port is contacted over TLS in Flexible too`(port: Int) async throws {
        let origin = try NginxOrigin(.init(chain: [try Forge.issue(Self.good)], plain: nil))
        let outcome = try await Tool.run(
            ["check", "\(Self.name):\(port)", "--json", "--mode", "flexible"] + origin.arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let seen = try ResultView(outcome.output)
        #expect(seen.outcomes("flexible", "https") == ["200"])
        #expect(seen.outcomes("flexible", "http") == ["521"])
        #expect(seen.outcomes("strict", "https") == ["526"])
    }

    @Test(arguments: [
        ([], "200"), (["--always-https", "off"], "200"), (["--always-https", "on"], "loop"),
        (["--hsts", "on"], "loop"),
    ])
    func `that redirects to http loops where http visitors are redirected to https`(
        settings: [String], outcome: String
    ) async throws {
        let authority = try Authority(at: Self.now)
        let origin = try NginxOrigin(
            .init(
                chain: try authority.chain(Self.good), secure: "return 301 http://\(Self.name)/;"))
        let roots = try origin.folder.write("roots.pem", authority.root.pem)
        let seen = try ResultView(
            try await Tool.run(
                ["check", Self.name, "--json", "--add-ca", roots] + settings + origin.arguments
            ).output)
        for mode in ["full", "strict"] {
            #expect(seen.outcomes(mode, "https") == [outcome], "\(mode)")
        }
    }

    @Test func `is judged again from a saved result, for any time, without a network`() async throws
    {
        let authority = try Authority(at: Self.now)
        let files = try TemporaryFolder()
        let roots = try files.write("roots.pem", authority.root.pem)
        let saved = files.path + "/saved.json"
        do {
            let origin = try NginxOrigin(.init(chain: try authority.chain(Self.good)))
            let outcome = try await Tool.run(
                ["check", Self.name, "--save", saved, "-o", files.path + "/report.txt"]
                    + ["--add-ca", roots] + origin.arguments)
            #expect(outcome.status == 0)
            #expect(outcome.output.isEmpty)
        }
        let mode = try FileManager.default.attributesOfItem(atPath: saved)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let now = try await Tool.run(["replay", saved, "--add-ca", roots])
        #expect(now.status == 0)
        let report = try String(contentsOfFile: files.path + "/report.txt", encoding: .utf8)
        #expect(now.output == report)
        for (threshold, status) in [("81d", Int32(1)), ("79d", 0), ("90%", 1), ("80%", 0)] {
            let warned = try await Tool.run(
                ["replay", saved, "--add-ca", roots, "--fail-on", "warning"]
                    + ["--expires-in", threshold])
            #expect(warned.status == status, "\(threshold)")
        }
        let later = UInt64(Self.now + 200 * CertificateRecipe.day)
        let then = try await Tool.run(
            ["replay", saved, "--add-ca", roots, "--at", "\(later)", "--json"])
        #expect(then.status == 1)
        #expect(try ResultView(then.output).findings("error") == ["cert.expired"])
        let untrusted = try await Tool.run(["replay", saved])
        #expect(untrusted.status == 1)
    }

    @Test func `has a pseudonym in a redacted report`() async throws {
        let origin = try NginxOrigin(.init(chain: nil))
        for form in [["--json"], ["-v"], []] {
            let outcome = try await Tool.run(
                ["check", Self.name, "--redact"] + form + origin.arguments)
            #expect(!outcome.output.contains("127.0.0.1"))
            #expect(outcome.output.contains("origin-1"))
        }
    }
}

extension CertificateRecipe {
    /// A root with the name of Cloudflare's RSA Origin CA, but another key.
    fileprivate static func originAuthority(at now: Int64) -> CertificateRecipe {
        var recipe = CertificateRecipe.authority("", at: now)
        recipe.subject = SubjectName(
            organization: "CloudFlare, Inc.",
            organizationalUnit: "CloudFlare Origin SSL Certificate Authority")
        return recipe
    }
}
