import CertificateForge
import Foundation
import TestSupport
import Testing

/// Runs of `fullstrict cert fix`.
@Suite(.timeLimit(.minutes(2)))
struct `A repaired chain file` {
    /// One defect of certificate files.
    struct Defect: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The finding that `cert check` reports.
        let id: String
        /// The file with the defect, and additional files.
        let found: @Sendable (ChainFixture) throws -> [ForgedCertificate]
        var extra: @Sendable (ChainFixture) throws -> [ForgedCertificate] = { _ in [] }
        var options: @Sendable (ChainFixture) throws -> [String] = { _ in [] }
        /// The exit status of `cert fix`; with 65, it writes no file.
        var status: Int32 = 0
        var says = "accepts this chain"
    }

    static let defects: [Defect] = [
        Defect(
            testDescription: "leaf only", id: "chain.incomplete", found: { [$0.leaf] },
            extra: { [$0.intermediate] }),
        Defect(
            testDescription: "wrong order", id: "chain.leaf-not-first",
            found: { [$0.intermediate, $0.leaf] }),
        Defect(
            testDescription: "root sent", id: "chain.root-sent",
            found: { [$0.leaf, $0.intermediate, $0.root] },
            says: "clients that trust it already have it"),
        Defect(
            testDescription: "foreign intermediate", id: "chain.extra",
            found: { [$0.leaf, $0.stranger, $0.intermediate] }, says: "not part of this chain"),
        Defect(
            testDescription: "duplicate", id: "chain.duplicate",
            found: { [$0.leaf, $0.intermediate, $0.intermediate] }, says: "a duplicate"),
        Defect(
            testDescription: "expired intermediate", id: "cert.expired",
            found: { [$0.leaf, $0.expired] }, extra: { [$0.intermediate] },
            says: "replaced by a better"),
        Defect(
            testDescription: "expired intermediate and no other", id: "cert.expired",
            found: { [$0.leaf, $0.expired] }, status: 1, says: "Its CA may have a newer one"),
        Defect(
            testDescription: "wrong key", id: "key.mismatch",
            found: { [$0.leaf, $0.intermediate] },
            options: { ["--key", try $0.folder.write("other.key", $0.stranger.key.pem)] },
            status: 65, says: "belongs to none of the certificates"),
        Defect(
            testDescription: "the key of the CA", id: "key.mismatch",
            found: { [$0.leaf, $0.intermediate] },
            options: { ["--key", try $0.folder.write("ca.key", $0.intermediate.key.pem)] },
            status: 65, says: "belongs to CN=World CA"),
        Defect(
            testDescription: "common name only", id: "name.cn-only",
            found: { [try $0.issue(Self.server.with { $0.names = [] }), $0.intermediate] },
            options: { _ in ["--host", "shop.example.com"] }, says: "fullstrict cert new"),
        Defect(
            testDescription: "wrong name", id: "name.mismatch",
            found: { [$0.leaf, $0.intermediate] }, options: { _ in ["--host", "www.example.com"] },
            status: 65, says: "fullstrict cert new"),
        Defect(
            testDescription: "expired leaf", id: "cert.expired",
            found: {
                [
                    try $0.issue(Self.server.with { $0.notAfter = ChainFixture.now - 1 }),
                    $0.intermediate,
                ]
            }, status: 1, says: "a new certificate does"),
        Defect(
            testDescription: "self-signed", id: "trust.self-signed",
            found: { _ in [try Forge.issue(Self.server)] }, status: 1, says: "would still get 526"),
        Defect(
            testDescription: "nothing at hand", id: "chain.incomplete", found: { [$0.leaf] },
            status: 65, says: "was issued by CN=World CA"),
    ]

    private static let server = CertificateRecipe.server("shop.example.com", at: ChainFixture.now)

    @Test(arguments: defects)
    func `is found wrong, repaired, and found right`(defect: Defect) async throws {
        let fixture = try ChainFixture()
        let found = try fixture.file("found.pem", defect.found(fixture))
        var given = [found]
        let extra = try defect.extra(fixture)
        if !extra.isEmpty { given.append(try fixture.file("extra.pem", extra)) }
        let options = try defect.options(fixture) + fixture.trust
        let before = try await Tool.run(["cert", "check", found, "--json"] + options)
        #expect(try ids(before).contains(defect.id), "\(before.output)\(before.errors)")
        let out = fixture.path("out.pem")
        let fixed = try await Tool.run(["cert", "fix"] + given + options + ["-o", out])
        #expect(fixed.status == defect.status, "\(fixed.output)\(fixed.errors)")
        let said = (fixed.output + fixed.errors).replacing("\n  ", with: " ")
            .replacing("\n", with: " ")
        #expect(said.contains(defect.says), "\(said)")
        guard defect.status < 64 else {
            #expect(fixture.text("out.pem") == nil)
            return
        }
        let after = try await Tool.run(["cert", "check", out, "--json"] + options)
        #expect(after.status == defect.status, "\(after.output)")
        if defect.status == 0, defect.id != "name.cn-only" {
            #expect(try !ids(after).contains(defect.id), "\(after.output)")
        }
        let again = try await Tool.run(
            ["cert", "fix", out] + options + ["-o", fixture.path("again.pem")])
        #expect(again.status == defect.status)
        #expect(fixture.text("again.pem") == fixture.text("out.pem"))
    }

    /// Returns the findings of `cert check` that concern the edge.
    private func ids(_ outcome: Tool.Outcome) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let document = try #require(value as? [String: Any])
        return (document["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test func `does not depend on the order of the input`() async throws {
        let fixture = try ChainFixture()
        let all = [
            fixture.leaf, fixture.intermediate, fixture.expired, fixture.root, fixture.stranger,
        ]
        var results: Set<String> = []
        var random = Seed.generator()
        for turn in 0..<6 {
            let shuffled = turn == 0 ? all.reversed() : all.shuffled(using: &random)
            let half = turn % 4
            let files = [
                try fixture.file("a\(turn).pem", Array(shuffled.prefix(half + 1))),
                try fixture.file("b\(turn).pem", Array(shuffled.dropFirst(half + 1))),
            ]
            let fixed = try await Tool.run(
                ["cert", "fix"] + files + fixture.trust + ["-o", "-"])
            #expect(fixed.status == 0, "\(fixed.errors)")
            results.insert(fixed.output)
        }
        #expect(results == [fixture.leaf.pem + fixture.intermediate.pem])
    }

    @Test func `is all that goes to stdout; messages go to stderr`() async throws {
        let fixture = try ChainFixture()
        let combined = try fixture.folder.write(
            "combined.pem",
            fixture.root.pem + fixture.leaf.key.pem + fixture.leaf.pem
                + "junk\n" + fixture.intermediate.pem)
        let fixed = try await Tool.run(["cert", "fix", combined, "-o", "-"] + fixture.trust)
        #expect(fixed.status == 0)
        #expect(fixed.output == fixture.leaf.pem + fixture.intermediate.pem)
        #expect(fixed.errors.contains("the private key in"))
        #expect(!(fixed.output + fixed.errors).contains("PRIVATE KEY"))
        let json = try await Tool.run(["cert", "fix", combined, "-o", "-", "--json"])
        #expect(json.status == 64)
    }

    @Test func `replaces a file only on request, and keeps its mode and its link`() async throws {
        let fixture = try ChainFixture()
        let file = try fixture.file("live.pem", [fixture.intermediate, fixture.leaf])
        let link = fixture.path("link.pem")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        // Only root may change a file's owner.
        let isRoot = geteuid() == 0
        if isRoot { #expect(chown(file, 1, 1) == 0) }
        let before = fixture.text("live.pem")
        let refused = try await Tool.run(["cert", "fix", link, "-o", link] + fixture.trust)
        #expect(refused.status == 73)
        #expect(refused.errors.contains("--force"))
        #expect(fixture.text("live.pem") == before)
        let forced = try await Tool.run(
            ["cert", "fix", link, "-o", link, "--force"] + fixture.trust)
        #expect(forced.status == 0, "\(forced.errors)")
        #expect(fixture.text("live.pem") == fixture.leaf.pem + fixture.intermediate.pem)
        #expect(ChainFixture.mode(of: file) == 0o640)
        if isRoot {
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            #expect(attributes[.ownerAccountID] as? Int == 1)
            #expect(attributes[.groupOwnerAccountID] as? Int == 1)
        }
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: link)
        #expect(target == file)
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
        #expect(names.sorted() == ["link.pem", "live.pem", "root.pem"])
    }

    @Test func `never replaces a private key or a folder`() async throws {
        let fixture = try ChainFixture()
        let combined = try fixture.folder.write(
            "combined.pem", fixture.leaf.pem + fixture.intermediate.pem + fixture.leaf.key.pem)
        let key = try fixture.folder.write("privkey.pem", fixture.leaf.key.pem)
        for place in [combined, key, fixture.folder.path] {
            let before = try? Data(contentsOf: URL(filePath: place))
            let refused = try await Tool.run(
                ["cert", "fix", combined, "-o", place, "--force"] + fixture.trust)
            #expect(refused.status == 73, "\(place)")
            #expect((try? Data(contentsOf: URL(filePath: place))) == before)
        }
    }

    @Test func `is described as JSON`() async throws {
        let fixture = try ChainFixture()
        let file = try fixture.file(
            "found.pem", [fixture.leaf, fixture.root, fixture.intermediate, fixture.intermediate])
        let fixed = try await Tool.run(
            [
                "cert", "fix", file, "-o", fixture.path("out.pem"), "--json", "--host",
                "shop.example.com",
            ]
                + fixture.trust)
        let value = try JSONSerialization.jsonObject(with: Data(fixed.output.utf8))
        let document = try #require(value as? [String: Any])
        #expect(document["schema"] as? String == "fullstrict.fix/1")
        #expect((document["chain"] as? [[String: Any]])?.count == 2)
        let reasons = (document["dropped"] as? [[String: Any]])?.compactMap { $0["why"] as? String }
        #expect(reasons == ["root", "duplicate"])
        #expect(document["exit_status"] as? Int == 0)
    }

    @Test func `may use an intermediate of the list, and leaves out a root that is not in it`()
        async throws
    {
        let fixture = try ChainFixture()
        let leaf = try fixture.file("leaf.pem", [fixture.leaf])
        let list = try fixture.file("list.pem", [fixture.root, fixture.intermediate])
        let stored = try await Tool.run(
            ["cert", "fix", leaf, "-o", "-", "--trust", "only:\(list)"])
        #expect(stored.output == fixture.leaf.pem + fixture.intermediate.pem)
        let other = try fixture.file("other.pem", [fixture.stranger])
        let foreign = try await Tool.run(
            ["cert", "fix", leaf, list, "-o", "-", "--trust", "only:\(other)"])
        #expect(foreign.status == 1)
        #expect(foreign.output == fixture.leaf.pem + fixture.intermediate.pem)
        #expect(foreign.errors.contains("not trusted"))
        #expect(foreign.errors.contains("World Root"))
    }

    @Test func `is for one server, chosen by the key or by the better certificate`() async throws {
        let fixture = try ChainFixture()
        let other = try fixture.issue(.server("other.example.com", at: ChainFixture.now))
        let file = try fixture.file("two.pem", [fixture.leaf, other, fixture.intermediate])
        let refused = try await Tool.run(["cert", "fix", file, "-o", "-"] + fixture.trust)
        #expect(refused.status == 65)
        #expect(refused.errors.contains("2 server certificates"))
        #expect(refused.errors.contains("--key"))
        let key = try fixture.folder.write("other.key", other.key.pem)
        let picked = try await Tool.run(
            ["cert", "fix", file, "--key", key, "-o", "-"] + fixture.trust)
        #expect(picked.output == other.pem + fixture.intermediate.pem)
        let renewed = try Forge.issue(
            Self.server.with { $0.notAfter += ChainFixture.day }, key: fixture.leaf.key,
            by: fixture.intermediate.asIssuer)
        let both = try fixture.file("both.pem", [fixture.leaf, renewed, fixture.intermediate])
        let newer = try await Tool.run(["cert", "fix", both, "-o", "-"] + fixture.trust)
        #expect(newer.output == renewed.pem + fixture.intermediate.pem)
    }

    /// A file that is not a certificate, and a part of the error message.
    static let badFiles: [(AbbreviatedText, String)] = [
        ("", "is empty"), ("junk\n", "not a certificate"),
        ("-----BEGIN CERTIFICATE-----\nMIIB\n", "cut off"),
        ("-----BEGIN CERTIFICATE-----\nMII*B\n-----END CERTIFICATE-----\n", "base64"),
        ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "unreadable"),
        ("-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n", "holds"),
        (AbbreviatedText(String(repeating: "junk", count: 2_621_440)), "larger than"),
    ]

    @Test(arguments: badFiles)
    func `is never made from a bad file`(content: AbbreviatedText, says: String) async throws {
        let fixture = try ChainFixture()
        let file = try fixture.folder.write("bad.pem", content.text)
        try await expectRefusal(of: file, in: fixture, says: says)
    }

    @Test func `is never made from a key, a folder or an unreadable file`() async throws {
        let fixture = try ChainFixture()
        let key = try fixture.folder.write("key.pem", fixture.leaf.key.pem)
        try await expectRefusal(of: key, in: fixture, says: "private key")
        try await expectRefusal(of: fixture.folder.path, in: fixture, says: "directory")
        try await expectRefusal(of: fixture.path("missing.pem"), in: fixture, says: "No such file")
        let authorities = try fixture.file("ca.pem", [fixture.root, fixture.intermediate])
        try await expectRefusal(of: authorities, in: fixture, says: "only a CA certificate")
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func `is never made from a file without read permission`() async throws {
        let fixture = try ChainFixture()
        let closed = try fixture.file("closed.pem", [fixture.leaf])
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
        try await expectRefusal(of: closed, in: fixture, says: "Permission denied")
    }

    private func expectRefusal(
        of file: String, in fixture: ChainFixture, says: String
    ) async throws {
        let outcome = try await Tool.run(
            ["cert", "fix", file, "-o", fixture.path("out.pem")] + fixture.trust)
        #expect([65, 66].contains(outcome.status), "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
        #expect(fixture.text("out.pem") == nil)
    }
}
