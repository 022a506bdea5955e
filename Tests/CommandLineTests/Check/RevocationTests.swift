import CertificateForge
import Foundation
import TestSupport
import Testing

/// Runs with `--revocation`: staples from a real nginx, CRLs over HTTP, the cache, and replay.
@Suite(.timeLimit(.minutes(3)), .serialized)
struct `Revocation` {
    private static let name = "shop.example.com"
    private static let now = Int64(Date().timeIntervalSince1970)

    /// Returns the statuses of all addresses, leaf first, with their sources and doubts.
    private func statuses(_ output: String) throws -> [[String: Any]] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        let origins = (value as? [String: Any])?["origins"] as? [[String: Any]] ?? []
        return origins.flatMap { $0["revocation"] as? [[String: Any]] ?? [] }
    }

    private func words(_ output: String) throws -> [String] {
        try statuses(output).map { status in
            let doubts = status["doubts"] as? [[String: Any]] ?? []
            return ([status["status"]] + doubts.map { $0["why"] }).compactMap { $0 as? String }
                .joined(separator: " ")
        }
    }

    /// CRLs served over HTTP, and an authority whose certificates contain their URLs.
    private final class Publisher {
        let authority: Authority
        let folder: TemporaryFolder
        var server: NginxOrigin?
        let roots: String
        let leaf: ForgedCertificate
        let intermediate: ForgedCertificate

        init(
            revoking: Bool = true, at now: Int64,
            change: (inout CRLRecipe) -> Void = { _ in }
        ) throws {
            authority = try Authority(at: now)
            folder = try TemporaryFolder()
            roots = try folder.write("roots.pem", authority.root.pem)
            var site = NginxOrigin.Site(chain: nil)
            site.plain = """
                access_log \(folder.path)/access.log; location / { alias \(folder.path)/; }
                """
            let server = try NginxOrigin(site)
            self.server = server
            let base = "http://127.0.0.1:\(server.ports.http)"
            intermediate = try Forge.issue(
                .authority("Named", at: now).with {
                    $0.revocationListURLs = ["\(base)/root.crl"]
                }, by: authority.root.asIssuer)
            leaf = try Forge.issue(
                .server(`Revocation`.name, at: now).with {
                    $0.serial = 0x5EA1
                    $0.revocationListURLs = ["\(base)/leaf.crl"]
                }, by: intermediate.asIssuer)
            try publish(
                "root.crl", Forge.crl(CRLRecipe(at: now), by: authority.root.asIssuer))
            var recipe = CRLRecipe(at: now)
            if revoking { recipe.entries = [CRLEntry(0x5EA1, since: now - 60, reason: 1)] }
            change(&recipe)
            try publish("leaf.crl", Forge.crl(recipe, by: intermediate.asIssuer))
        }

        func publish(_ file: String, _ bytes: [UInt8]) throws {
            try Data(bytes).write(to: URL(filePath: "\(folder.path)/\(file)"))
        }

        /// Returns how often a file was requested.
        func fetches(of file: String) throws -> Int {
            let log = try String(contentsOfFile: "\(folder.path)/access.log", encoding: .utf8)
            return log.split(separator: "\n").count { $0.contains("GET /\(file) ") }
        }

        /// The files in the cache.
        var kept: [URL] {
            let cache = URL(filePath: "\(folder.path)/cache/fullstrict/crl")
            let files = try? FileManager.default.contentsOfDirectory(
                at: cache, includingPropertiesForKeys: nil)
            return files ?? []
        }

        var environment: [String: String] { ["XDG_CACHE_HOME": "\(folder.path)/cache"] }
    }

    @Test func `by a CRL of a public CA is a warning that browsers reject the certificate`()
        async throws
    {
        let publisher = try Publisher(at: Self.now)
        let origin = try NginxOrigin(.init(chain: [publisher.leaf, publisher.intermediate]))
        let check = ["check", Self.name, "--add-ca", publisher.roots] + origin.arguments
        let plain = try await Tool.run(check + ["--json"], extra: publisher.environment)
        #expect(try statuses(plain.output).isEmpty)
        #expect(publisher.kept.isEmpty)
        let asked = check + ["--revocation", "crl", "--allow-private"]
        let found = try await Tool.run(asked + ["--json"], extra: publisher.environment)
        #expect(found.status == 0, "\(found.errors)")
        #expect(try words(found.output) == ["revoked", "good"])
        let seen = try ResultView(found.output)
        #expect(seen.result == "warning")
        #expect(seen.findings("warning") == ["revocation.revoked"])
        #expect(seen.outcomes("strict", "https") == ["200"])
        #expect(found.output.contains(#""cert.revoked""#))
        let text = try await Tool.run(asked, extra: publisher.environment)
        #expect(text.output.contains("REVOCATION"))
        #expect(
            text.output.replacing(/[ ]\\\n +/, with: " ").contains(
                "--revocation crl --allow-private"))
        let quiet = try await Tool.run(check, extra: publisher.environment)
        #expect(!quiet.output.contains("REVOCATION"))
    }

    @Test func `is known from the cache until the CRL is outdated, damaged or lost`() async throws {
        let publisher = try Publisher(revoking: false, at: Self.now)
        let origin = try NginxOrigin(.init(chain: [publisher.leaf, publisher.intermediate]))
        let check =
            [
                "check", Self.name, "--json", "--add-ca", publisher.roots, "--revocation", "crl",
                "--allow-private",
            ] + origin.arguments
        func run() async throws -> [String] {
            let outcome = try await Tool.run(check, extra: publisher.environment)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try words(outcome.output)
        }
        #expect(try await run() == ["good", "good"])
        #expect(publisher.kept.count == 2)
        for file in publisher.kept {
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[
                .posixPermissions]
            #expect(mode as? Int == 0o600)
        }
        publisher.server = nil
        #expect(try await run() == ["good", "good"])
        let old = Date(timeIntervalSinceNow: -8 * 86_400)
        for file in publisher.kept {
            try FileManager.default.setAttributes(
                [.modificationDate: old], ofItemAtPath: file.path)
        }
        #expect(try await run() == ["unknown not-fetched", "unknown not-fetched"])
        for file in publisher.kept {
            try FileManager.default.setAttributes(
                [.modificationDate: Date()], ofItemAtPath: file.path)
        }
        #expect(try await run() == ["good", "good"])
        for file in publisher.kept {
            var bytes = try Data(contentsOf: file)
            bytes[bytes.count - 1] ^= 1
            try bytes.write(to: file)
        }
        #expect(try await run() == ["unknown not-fetched", "unknown not-fetched"])
    }

    @Test func `by a CRL that is outdated, missing or private is unknown, not broken`() async throws
    {
        let publisher = try Publisher(at: Self.now) { $0.nextUpdate = Self.now - 60 }
        let origin = try NginxOrigin(.init(chain: [publisher.leaf, publisher.intermediate]))
        let check =
            [
                "check", Self.name, "--json", "--add-ca", publisher.roots, "--revocation", "crl",
            ] + origin.arguments
        let guarded = try await Tool.run(check, extra: publisher.environment)
        #expect(try words(guarded.output) == ["unknown not-fetched", "unknown not-fetched"])
        #expect(guarded.output.contains("not on the public internet"))
        let allowed = check + ["--allow-private"]
        let over = try await Tool.run(allowed, extra: publisher.environment)
        #expect(try words(over.output) == ["unknown outdated", "good"])
        // An outdated CRL is not cached.
        #expect(publisher.kept.count == 1)
        try publisher.publish("leaf.crl", Array("no list".utf8))
        let garbage = try await Tool.run(allowed, extra: publisher.environment)
        #expect(try words(garbage.output) == ["unknown unreadable", "good"])
        for outcome in [guarded, over, garbage] {
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try ResultView(outcome.output).findings("warning").isEmpty)
        }
    }

    @Test func `keeps the cache below its limit by removing the oldest files`() async throws {
        let publisher = try Publisher(revoking: false, at: Self.now)
        let origin = try NginxOrigin(.init(chain: [publisher.leaf, publisher.intermediate]))
        let cache = "\(publisher.folder.path)/cache/fullstrict/crl"
        try FileManager.default.createDirectory(
            atPath: cache, withIntermediateDirectories: true)
        // The files are sparse and use no disk space.
        for (name, age) in [("old", 3.0), ("young", 1.0)] {
            let path = "\(cache)/\(name).crl"
            try Data().write(to: URL(filePath: path))
            #expect(truncate(path, 200 << 20) == 0)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -86_400 * age)],
                ofItemAtPath: path)
        }
        let outcome = try await Tool.run(
            [
                "check", Self.name, "--json", "--add-ca", publisher.roots, "--revocation", "crl",
                "--allow-private",
            ] + origin.arguments, extra: publisher.environment)
        #expect(try words(outcome.output) == ["good", "good"])
        let names = publisher.kept.map(\.lastPathComponent)
        #expect(names.count == 3)
        #expect(names.contains("young.crl"))
        #expect(!names.contains("old.crl"))
    }

    @Test func `fetches each CRL once per run`() async throws {
        let publisher = try Publisher(revoking: false, at: Self.now)
        let origin = try NginxOrigin(.init(chain: [publisher.leaf, publisher.intermediate]))
        let outcome = try await Tool.run(
            [
                "check", Self.name, "a.example.com", "b.example.com", "--json", "--add-ca",
                publisher.roots, "--revocation", "crl", "--allow-private",
            ] + origin.arguments, extra: ["XDG_CACHE_HOME": "/proc/nowhere"])
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        for line in lines { #expect(try words(line) == ["good", "good"]) }
        #expect(try publisher.fetches(of: "leaf.crl") == 1)
        #expect(try publisher.fetches(of: "root.crl") == 1)
    }

    @Test func `works where the cache cannot be written, with a note`() async throws {
        let publisher = try Publisher(revoking: false, at: Self.now)
        let origin = try NginxOrigin(.init(chain: [publisher.leaf, publisher.intermediate]))
        let outcome = try await Tool.run(
            [
                "check", Self.name, "--json", "--add-ca", publisher.roots, "--revocation", "crl",
                "--allow-private",
            ] + origin.arguments, extra: ["XDG_CACHE_HOME": "/proc/nowhere"])
        #expect(outcome.status == 0)
        #expect(try words(outcome.output) == ["good", "good"])
        #expect(outcome.errors.contains("CRLs are not cached"))
    }

    @Test func `of certificate files is known from their CRLs`() async throws {
        let publisher = try Publisher(at: Self.now)
        let files = try publisher.folder.write(
            "chain.pem", publisher.leaf.pem + publisher.intermediate.pem)
        let check = ["cert", "check", files, "--host", Self.name, "--add-ca", publisher.roots]
        let asked = check + ["--revocation", "crl", "--allow-private"]
        let json = try await Tool.run(asked + ["--json"], extra: publisher.environment)
        #expect(json.status == 0, "\(json.errors)")
        #expect(json.output.contains("revocation.revoked"))
        #expect(json.output.contains(#""key-compromise""#))
        let text = try await Tool.run(asked, extra: publisher.environment)
        #expect(text.output.contains("revoked?"))
        let plain = try await Tool.run(check, extra: publisher.environment)
        #expect(!plain.output.contains("revoked"))
        let staple = try await Tool.run(check + ["--revocation", "staple"])
        #expect(staple.status == 64)
    }

    // MARK: Staples

    private func stapling(
        _ staple: [UInt8]?, _ leaf: ForgedCertificate, _ authority: Authority
    ) throws -> (NginxOrigin, TemporaryFolder) {
        let folder = try TemporaryFolder()
        var site = NginxOrigin.Site(chain: [leaf, authority.intermediate])
        if let staple {
            let file = "\(folder.path)/staple.der"
            try Data(staple).write(to: URL(filePath: file))
            site.secure = "ssl_stapling on; ssl_stapling_file \(file); return 200 'shop';"
        }
        return (try NginxOrigin(site), folder)
    }

    @Test func `by a staple is good, revoked or unknown`() async throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(.server(Self.name, at: Self.now))
        func staple(_ status: OCSPResponseRecipe.Status) throws -> [UInt8] {
            try Forge.ocspResponse(
                OCSPResponseRecipe(status, at: Self.now), of: leaf, from: authority.intermediate,
                signedBy: authority.intermediate.asIssuer)
        }
        let rows: [([UInt8]?, String, warnings: [String])] = [
            (try staple(.good), "good", []),
            (
                try staple(.revoked(since: Self.now - 60, reason: 1)), "revoked",
                ["revocation.revoked"]
            ),
            (try staple(.unknown), "unknown responder-unsure", []),
            (nil, "unknown nothing-stapled", []),
        ]
        for (bytes, expected, warnings) in rows {
            let (origin, folder) = try stapling(bytes, leaf, authority)
            let roots = try folder.write("roots.pem", authority.root.pem)
            let outcome = try await Tool.run(
                ["check", Self.name, "--json", "--add-ca", roots, "--revocation", "staple"]
                    + origin.arguments)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try words(outcome.output) == [expected])
            #expect(try ResultView(outcome.output).findings("warning") == warnings)
        }
    }

    @Test func `required by must-staple and not stapled is a warning`() async throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(
            .server(Self.name, at: Self.now).with { $0.extraExtensions = [.mustStaple] })
        let (origin, folder) = try stapling(nil, leaf, authority)
        let roots = try folder.write("roots.pem", authority.root.pem)
        let check = ["check", Self.name, "--json", "--add-ca", roots] + origin.arguments
        let asked = try await Tool.run(check + ["--revocation", "staple"])
        #expect(try ResultView(asked.output).findings("warning") == ["revocation.must-staple"])
        let plain = try await Tool.run(check)
        #expect(try ResultView(plain.output).findings("warning").isEmpty)
    }

    @Test func `is replayed from saved evidence only`() async throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(.server(Self.name, at: Self.now))
        let bytes = try Forge.ocspResponse(
            OCSPResponseRecipe(at: Self.now), of: leaf, from: authority.intermediate,
            signedBy: authority.intermediate.asIssuer)
        let (origin, folder) = try stapling(bytes, leaf, authority)
        let roots = try folder.write("roots.pem", authority.root.pem)
        let check = ["check", Self.name, "--json", "--add-ca", roots] + origin.arguments
        let (asked, plain) = ("\(folder.path)/asked.json", "\(folder.path)/plain.json")
        _ = try await Tool.run(check + ["--revocation", "staple", "--save", asked])
        _ = try await Tool.run(check + ["--save", plain])
        func replay(_ file: String, _ choice: String, at time: Int64) async throws -> [String] {
            let outcome = try await Tool.run([
                "replay", file, "--json", "--add-ca", roots, "--revocation", choice, "--at",
                "\(time)",
            ])
            return try words(outcome.output)
        }
        let later = Self.now + 10 * 86_400
        #expect(try await replay(asked, "staple", at: Self.now) == ["good"])
        #expect(try await replay(asked, "staple", at: later) == ["unknown outdated"])
        #expect(try await replay(plain, "staple", at: Self.now) == ["unknown not-asked"])
        #expect(
            try await replay(plain, "crl", at: Self.now)
                == ["unknown no-distribution-point", "unknown no-distribution-point"])
        #expect(try await replay(asked, "off", at: Self.now).isEmpty)
    }
}
