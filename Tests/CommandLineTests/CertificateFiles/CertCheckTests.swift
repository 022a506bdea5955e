import CertificateForge
import Foundation
import TestSupport
import Testing

/// Runs of `fullstrict cert check` with files of every kind.
@Suite(.timeLimit(.minutes(3)))
struct `Certificate files checked` {
    private static let name = "shop.example.com"
    private static let day = CertificateRecipe.day

    /// A defect of files, and the expected result.
    struct Row: Sendable, CustomTestStringConvertible {
        var title: String
        /// The certificates in the file, in order.
        var chain: @Sendable (CertificateFolder) throws -> [ForgedCertificate]
        var full = "works"
        var strict: String
        var problems: [String]
        var notes: [String] = []
        var status: Int32

        var testDescription: String { title }
    }

    // swift-format-ignore
    static let rows: [Row] = [
        Row(title: "sound", chain: { [try $0.leaf(name), $0.authority.intermediate] },
            strict: "works", problems: [], notes: ["trust.custom-store"], status: 0),
        Row(title: "leaf only", chain: { [try $0.leaf(name)] },
            strict: "526", problems: ["error chain.incomplete"], status: 1),
        Row(title: "wrong order", chain: { [$0.authority.intermediate, try $0.leaf(name)] },
            full: "521", strict: "521", problems: ["error chain.leaf-not-first"], status: 1),
        Row(title: "root sent", chain: { [try $0.leaf(name), $0.authority.intermediate, $0.authority.root] },
            strict: "works", problems: [], notes: ["chain.root-sent"], status: 0),
        Row(title: "foreign intermediate", chain: {
                [try $0.leaf(name), $0.authority.intermediate, try Authority("Other", at: CertificateFolder.now).intermediate] },
            strict: "works", problems: [], notes: ["chain.extra"], status: 0),
        Row(title: "only a foreign intermediate", chain: {
                [try $0.leaf(name), try Authority("Other", at: CertificateFolder.now).intermediate] },
            strict: "526", problems: ["error chain.incomplete"], status: 1),
        Row(title: "twice", chain: { let leaf = try $0.leaf(name); return [leaf, leaf, $0.authority.intermediate] },
            strict: "works", problems: [], notes: ["chain.duplicate"], status: 0),
        Row(title: "expired", chain: {
                [try $0.leaf(name) { $0.notBefore -= 100 * day; $0.notAfter -= 100 * day }, $0.authority.intermediate] },
            strict: "526", problems: ["error cert.expired"], status: 1),
        Row(title: "expired intermediate", chain: expiredIntermediate,
            strict: "526", problems: ["error cert.expired"], status: 1),
        Row(title: "CN only", chain: { [try $0.leaf(name) { $0.names = [] }, $0.authority.intermediate] },
            strict: "works", problems: ["warning name.cn-only"], status: 0),
        Row(title: "wrong name", chain: { [try $0.leaf("other.example.com"), $0.authority.intermediate] },
            strict: "526", problems: ["error name.mismatch"], status: 1),
        Row(title: "expires soon", chain: { [try $0.leaf(name) { $0.notAfter -= 78 * day }, $0.authority.intermediate] },
            strict: "works", problems: ["warning cert.expires-soon"], status: 0),
        Row(title: "for clients", chain: {
                [try $0.leaf(name) { $0.extendedKeyUsage = [.clientAuthentication] }, $0.authority.intermediate] },
            strict: "526", problems: ["error cert.wrong-purpose"], status: 1),
        Row(title: "two leaves", chain: { [try $0.leaf(name), $0.authority.intermediate, try $0.leaf("b.example")] },
            strict: "works", problems: ["warning chain.several-leaves"], status: 0),
    ]

    @Sendable private static func expiredIntermediate(
        _ files: CertificateFolder
    ) throws -> [ForgedCertificate] {
        var recipe = CertificateRecipe.authority("Old Intermediate", at: CertificateFolder.now)
        recipe.notAfter = CertificateFolder.now - day
        let old = try Forge.issue(recipe, by: files.authority.root.asIssuer)
        return [try Forge.issue(.server(name, at: CertificateFolder.now), by: old.asIssuer), old]
    }

    @Test(arguments: rows)
    func `are judged and explained`(row: Row) async throws {
        let files = try CertificateFolder()
        let file = try files.pem(row.chain(files))
        let seen = try await files.check(file, "--host", Self.name)
        #expect(seen.status == row.status, "\(seen.errors)")
        #expect(seen.schema == "fullstrict.certificate/1")
        #expect(seen.outcome("full") == row.full)
        #expect(seen.outcome("strict") == row.strict)
        #expect(seen.problems == row.problems)
        for note in row.notes { #expect(seen.findings.contains("info \(note)")) }
    }

    @Test func `with a missing issuer name it, and the command that adds it`() async throws {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name) { $0.issuerURLs = ["http://ca.example.net/i.der"] }
        let file = try files.pem([leaf], as: "server.crt")
        let seen = try await files.check(file)
        #expect(seen.missingIssuer == "CN=Forge Intermediate,O=Forge")
        let command = try #require(seen.command("chain.incomplete"))
        #expect(command.hasPrefix("fullstrict cert fix \(file) --aia -o "))
        #expect(command.contains("/server.fixed.pem"))
    }

    @Test(arguments: ["chain.leaf-not-first", "chain.root-sent", "chain.extra", "chain.duplicate"])
    func `in the wrong order get a cert fix command with their own names`(id: String) async throws {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name)
        let stranger = try Authority("Other", at: CertificateFolder.now).intermediate
        let certificates = [
            files.authority.intermediate, leaf, files.authority.intermediate, stranger,
            files.authority.root,
        ]
        let file = try files.pem(certificates)
        let seen = try await files.check(file)
        #expect(
            seen.command(id)
                == "fullstrict cert fix \(file) -o \(files.folder.path)/full.fixed.pem --add-ca \(files.roots)"
        )
    }

    @Test func `are judged for each host on its own`() async throws {
        let files = try CertificateFolder()
        let file = try files.pem([
            files.leaf("example.com", "*.example.com"), files.authority.intermediate,
        ])
        let hosts = ["example.com", "www.example.com", "a.b.example.com"].flatMap {
            ["--host", $0]
        }
        let outcome = try await Tool.run(
            ["cert", "check", file, "--add-ca", files.roots] + hosts)
        #expect(outcome.status == 1)
        #expect(
            outcome.output.contains("a.b.example.com  ✗ 526: the certificate is for other names"))
        #expect(outcome.output.contains("www.example.com  ✓ covered by *.example.com"))
        #expect(outcome.output.contains("so www.example.com too; not\n            a.b.example.com"))
    }

    @Test(arguments: ["bücher.example", "xn--bcher-kva.example", "BÜCHER.example."])
    func `are judged for international names`(host: String) async throws {
        let files = try CertificateFolder()
        let file = try files.pem([
            files.leaf("xn--bcher-kva.example"), files.authority.intermediate,
        ])
        #expect(try await files.check(file, "--host", host).status == 0)
    }

    @Test func `are judged for addresses`() async throws {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name) { $0.names.append(.ip([192, 0, 2, 1])) }
        let file = try files.pem([leaf, files.authority.intermediate])
        #expect(try await files.check(file, "--host", "192.0.2.1").status == 0)
        #expect(
            try await files.check(file, "--host", "192.0.2.2").problems == ["error name.mismatch"])
    }

    @Test(
        arguments: [
            (["--expires-in", "81d"], 1), (["--expires-in", "79d"], 0),
            (["--expires-in", "1944h"], 1),
            (["--expires-in", "90%"], 1), (["--expires-in", "80%"], 0), ([], 0),
            (["--expires-in", "81d", "--fail-on", "error"], 0),
        ] as [([String], Int32)])
    func `expire soon when the user says so`(options: [String], status: Int32) async throws {
        let files = try CertificateFolder()
        let file = try files.pem([files.leaf(Self.name), files.authority.intermediate])
        let outcome = try await Tool.run(
            ["cert", "check", "-q", file, "--add-ca", files.roots]
                + (options.contains("--fail-on") ? [] : ["--fail-on", "warning"]) + options)
        #expect(outcome.status == status, "\(outcome.output)")
        #expect(outcome.output.split(separator: "\n").count == 1)
    }

    @Test func `in several files are read as one, in the order given`() async throws {
        let files = try CertificateFolder()
        let leaf = try files.pem([files.leaf(Self.name)], as: "leaf.pem")
        let chain = try files.pem([files.authority.intermediate], as: "chain.pem")
        #expect(try await files.check(leaf, chain).problems.isEmpty)
        #expect(try await files.check(chain, leaf).problems == ["error chain.leaf-not-first"])
    }

    @Test func `with anything around them are read`() async throws {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name)
        let text = "0 s:CN = x\r\n" + leaf.pem.replacing("\n", with: "\r\n") + "junk ---\n\n"
        let file = try files.folder.write("odd.pem", text + files.authority.intermediate.pem)
        #expect(try await files.check(file).problems.isEmpty)
    }

    @Test func `are read from standard input, but only once`() async throws {
        let files = try CertificateFolder()
        let text = try files.leaf(Self.name).pem + files.authority.intermediate.pem
        let outcome = try await Tool.run(
            ["cert", "check", "-q", "-", "--add-ca", files.roots], input: text)
        #expect(outcome.status == 0)
        let both = try await Tool.run(["cert", "check", "-", "--key", "-"], input: text)
        #expect(both.status == 64)
    }
}
