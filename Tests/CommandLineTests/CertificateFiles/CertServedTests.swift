import CertificateForge
import Foundation
import TestSupport
import Testing

/// `cert check --served` and `cert show HOST` against real TLS servers on loopback.
@Suite(.timeLimit(.minutes(2)))
struct `Served certificates compared` {
    private static let name = "shop.example.com"

    /// A renewed certificate on disk, and its predecessor.
    struct Renewal {
        let files: CertificateFolder
        let new: ForgedCertificate
        let old: ForgedCertificate
        let file: String

        init() throws {
            files = try CertificateFolder()
            new = try files.leaf(name)
            old = try files.leaf(name) { $0.notBefore -= 60 * CertificateRecipe.day }
            file = try files.pem([new, files.authority.intermediate])
        }

        func identity(_ leaf: ForgedCertificate) -> ServerIdentity {
            ServerIdentity(leaf, sending: [files.authority.intermediate])
        }

        func check(
            _ port: UInt16, at addresses: String = "127.0.0.1", _ more: String...
        ) async throws -> CertificateView {
            try await files.check(
                [file, "--host", name, "--served", "--resolve", addresses, "-p", "\(port)"] + more)
        }
    }

    @Test func `match the file after a reload`() async throws {
        let renewal = try Renewal()
        let server = try CertificateServer([renewal.identity(renewal.new)])
        let seen = try await renewal.check(server.port)
        #expect(seen.status == 0, "\(seen.errors)")
        #expect(seen.served == ["127.0.0.1 same 8/8"])
        #expect(seen.problems.isEmpty)
    }

    @Test func `are outdated before it, and the report says which server to reload, and how`()
        async throws
    {
        let renewal = try Renewal()
        let server = try CertificateServer([renewal.identity(renewal.old)])
        let seen = try await renewal.check(server.port)
        #expect(seen.status == 1)
        #expect(seen.outcome("strict") == "works")
        #expect(seen.served == ["127.0.0.1 other 0/8"])
        #expect(seen.problems == ["error file.not-served"])
        #expect(
            seen.finding("file.not-served", "title") as? String == "an older certificate is served")
        let fix = seen.finding("file.not-served", "fix") as? [String: Any]
        let snippets = fix?["snippets"] as? [[String: Any]] ?? []
        #expect(snippets.compactMap { $0["reload"] as? String } == ["nginx -t && nginx -s reload"])
        #expect((fix?["text"] as? String)?.contains("127.0.0.1") == true)
    }

    @Test func `of one outdated worker are found over several connections`() async throws {
        let renewal = try Renewal()
        let (new, old) = (renewal.identity(renewal.new), renewal.identity(renewal.old))
        let server = try CertificateServer([new, new, new, old])
        let seen = try await renewal.check(server.port)
        #expect(seen.status == 1)
        #expect(seen.served == ["127.0.0.1 mixed 6/8"])
        #expect(seen.problems == ["error served.mixed"])
        let more = try await renewal.check(server.port, at: "127.0.0.1", "--connections", "16")
        #expect(more.served == ["127.0.0.1 mixed 12/16"])
    }

    @Test func `of one outdated address are reported with that address`() async throws {
        let renewal = try Renewal()
        let first = try CertificateServer([renewal.identity(renewal.new)])
        let second = try CertificateServer(
            [renewal.identity(renewal.old)], at: "127.0.0.2", port: first.port)
        let seen = try await renewal.check(first.port, at: "127.0.0.1,127.0.0.2")
        #expect(seen.served == ["127.0.0.1 same 8/8", "127.0.0.2 other 0/8"])
        #expect(seen.status == 1)
        #expect(seen.finding("file.not-served", "origins") as? [String] == ["127.0.0.2"])
        withExtendedLifetime(second) {}
    }

    @Test func `without the intermediate differ, though the leaf matches`() async throws {
        let renewal = try Renewal()
        let server = try CertificateServer([ServerIdentity(renewal.new)])
        let seen = try await renewal.check(server.port)
        #expect(seen.served == ["127.0.0.1 other-chain 8/8"])
        #expect(seen.problems == ["error served.chain-differs"])
        #expect(seen.status == 1)
    }

    @Test func `with the same key are recognised by it`() async throws {
        let renewal = try Renewal()
        let recipe = CertificateRecipe.server(Self.name, at: CertificateFolder.now)
            .with { $0.notBefore -= CertificateRecipe.day }
        let twin = try Forge.issue(
            recipe, key: renewal.new.key, by: renewal.files.authority.intermediate.asIssuer)
        let server = try CertificateServer([renewal.identity(twin)])
        let seen = try await renewal.check(server.port)
        let means = seen.finding("file.not-served", "means") as? String
        #expect(means?.contains("Both have the same key.") == true)
    }

    @Test func `at an address that refuses are unknown`() async throws {
        let renewal = try Renewal()
        let seen = try await renewal.check(FreePort.next())
        #expect(seen.status == 3)
        #expect(seen.served == ["127.0.0.1 not-seen 0/8"])
        #expect(seen.problems == ["warning served.not-seen"])
    }

    @Test(arguments: [["--resolve", "104.16.1.1"], []])
    func `at Cloudflare's own address are unknown`(resolve: [String]) async throws {
        let renewal = try Renewal()
        let place = resolve.isEmpty ? ["--served", "104.16.1.1"] : ["--served"] + resolve
        let seen = try await renewal.files.check(
            [renewal.file, "--host", Self.name, "--timeout", "2"] + place)
        #expect(seen.status == 3)
        #expect(seen.problems == ["warning served.not-seen"])
        #expect(seen.command("served.not-seen")?.hasSuffix("--served --resolve ADDRESS") == true)
    }

    @Test func `are requested by the certificate's first name when no host is given`() async throws
    {
        let renewal = try Renewal()
        let server = try CertificateServer([renewal.identity(renewal.new)])
        let seen = try await renewal.files.check(
            renewal.file, "--served", "127.0.0.1:\(server.port)")
        #expect(seen.served == ["127.0.0.1 same 8/8"])
        #expect(seen.status == 0)
    }

    @Test func `of a certificate without a usable name need a host`() async throws {
        let files = try CertificateFolder()
        let file = try files.pem([files.leaf("*.example.com"), files.authority.intermediate])
        let seen = try await files.check(file, "--served")
        #expect(seen.status == 64)
        #expect(seen.errors.contains("--host NAME"))
    }

    @Test func `never hide a defect of the files`() async throws {
        let renewal = try Renewal()
        let server = try CertificateServer([ServerIdentity(renewal.new)])
        let bare = try renewal.files.pem([renewal.new], as: "bare.pem")
        let seen = try await renewal.files.check(
            bare, "--served", "127.0.0.1:\(server.port)", "--host", Self.name)
        #expect(seen.served == ["127.0.0.1 same 8/8"])
        #expect(seen.status == 1)
    }

    // MARK: - cert show HOST

    @Test func `are shown once for each distinct chain, with the addresses`() async throws {
        let renewal = try Renewal()
        let first = try CertificateServer([renewal.identity(renewal.new)])
        let others = try [("127.0.0.2", renewal.new), ("127.0.0.3", renewal.old)].map {
            try CertificateServer([renewal.identity($1)], at: $0, port: first.port)
        }
        let outcome = try await Tool.run([
            "cert", "show", Self.name, "-p", "\(first.port)", "--resolve",
            "127.0.0.1,127.0.0.2,127.0.0.3", "--add-ca", renewal.files.roots,
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("SENT BY 127.0.0.1 and 127.0.0.2\n"))
        #expect(outcome.output.contains("SENT BY 127.0.0.3\n"))
        #expect(outcome.output.contains("CN=Forge Root,O=Forge   not sent, a trusted root"))
        withExtendedLifetime(others) {}
    }

    @Test func `are shown as not seen at an address that refuses`() async throws {
        let outcome = try await Tool.run([
            "cert", "show", Self.name, "--resolve", "127.0.0.1", "-p", "\(try FreePort.next())",
        ])
        #expect(outcome.status == 3)
        #expect(outcome.output.contains("127.0.0.1: cannot tell: connection refused"))
    }

    @Test func `in a file take precedence over a host of the same name`() async throws {
        let files = try CertificateFolder()
        let text = try files.leaf(Self.name).pem
        let file = try files.folder.write("example.com", text)
        let outcome = try await Tool.run(["cert", "show", file, "--json"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\"schema\": \"fullstrict.ladder/1\""))
        #expect(outcome.output.contains("\"host\": null"))
    }
}
