import Foundation
import OriginLab
import TestSupport
import Testing

/// Reports of `check` on origins of the lab, except for the cells of the matrix.
@Suite(.timeLimit(.minutes(2)))
struct `A report on the lab` {
    private func check(
        _ id: String, _ extra: String...
    ) async throws -> (text: String, document: [String: Any]) {
        let lab = try await Lab.start(at: LabClock.now, only: [id])
        let files = try TemporaryFolder()
        let roots = try files.write("roots.pem", lab.rootsPEM)
        let origin = try #require(lab.origins.first)
        let arguments = ["--trust", "only:\(roots)", "-j"] + extra
        let outcome = try await Tool.run(["check"] + origin.arguments + arguments)
        await lab.stop()
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return (outcome.output, value as? [String: Any] ?? [:])
    }

    private func finding(_ id: String, in document: [String: Any]) throws -> [String: Any] {
        let all = document["findings"] as? [[String: Any]] ?? []
        return try #require(
            all.first { $0["id"] as? String == id }, "\(all.compactMap { $0["id"] })")
    }

    // swift-format-ignore
    static let trials: [(id: String, outcome: String, fix: String)] = [
        ("broken-http2",         "answered", "over HTTP/1.1 this origin answers 200"),
        ("http2-refused-stream", "failed",   "does not respond properly"),
        ("http2-goaway",         "failed",   "does not respond properly"),
    ]

    @Test(arguments: trials)
    func `shows what disabling HTTP/2 to Origin would change`(
        id: String, outcome: String, fix: String
    ) async throws {
        let seen = try await check(id)
        let found = try finding("http.broken-h2", in: seen.document)
        let trial = (found["data"] as? [String: Any])?["over_http1"] as? [String: Any]
        #expect(trial?["outcome"] as? String == outcome)
        let advice = (found["fix"] as? [String: Any])?["text"] as? String
        #expect(advice?.contains(fix) == true, "\(advice ?? "")")
        #expect((found["means"] as? String)?.contains("the default on Enterprise zones") == true)
    }

    // swift-format-ignore
    static let renewals: [(id: String, results: [String], finding: String?)] = [
        ("healthy",                ["reachable", "reachable", "reachable", "reachable", "reachable"], nil),
        ("redirect-to-https",      ["blocked", "blocked", "reachable", "reachable", "reachable"], "renewal.needs-certificate"),
        ("redirect-expired",       ["blocked", "blocked", "reachable", "blocked", "blocked"], "renewal.path-blocked"),
        ("challenge-spared",       ["reachable", "reachable", "reachable", "reachable", "blocked"], nil),
        ("challenge-without-site", ["blocked", "blocked", "blocked", "blocked", "reachable"], "renewal.path-blocked"),
        ("challenge-in-circles",   ["blocked", "blocked", "blocked", "blocked", "blocked"], "renewal.path-blocked"),
    ]

    @Test(arguments: renewals)
    func `says in which modes a certificate can be renewed, and sends each request once`(
        id: String, results: [String], finding: String?
    ) async throws {
        let seen = try await check(id).document
        let modes = seen["modes"] as? [[String: Any]] ?? []
        let found = modes.map { ($0["renewal"] as? [String: Any])?["result"] as? String }
        #expect(found == results)
        let ids = (seen["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        #expect(ids.filter { $0.hasPrefix("renewal.") } == [finding].compactMap(\.self))
        let asked = (seen["exchanges"] as? [[String: Any]] ?? []).map { exchange in
            ["address", "leg", "scheme_header", "path"].map { "\(exchange[$0] ?? "")" }
        }
        #expect(Set(asked).count == asked.count)
    }

    @Test(arguments: [
        ("redirect-to-www", "www.redirect-to-www.lab.test"),
        ("redirect-to-apex", "redirect-to-apex.lab.test"),
    ])
    func `names www for the apex and the apex for www`(id: String, host: String) async throws {
        let found = try finding("redirect.other-host", in: try await check(id).document)
        #expect((found["data"] as? [String: Any])?["host"] as? String == host)
        let means = found["means"] as? String
        #expect(means?.contains("\(host) is in the same zone and mode: check it too") == true)
    }

    @Test(arguments: ["redirect-to-script", "redirect-split", "redirect-bare-return"])
    func `keeps a hostile Location out of the terminal`(id: String) async throws {
        let lab = try await Lab.start(at: LabClock.now, only: [id])
        let outcome = try await Tool.run(["check", "-v"] + lab.origins[0].arguments)
        await lab.stop()
        #expect(!outcome.output.contains("\r"))
        #expect(!outcome.output.contains("\nset-cookie"))
    }

    @Test func `sends a secret header, and does not save it`() async throws {
        let files = try TemporaryFolder()
        let header = try files.write("headers", "X-Lab-Secret: open sesame\n")
        let saved = files.path + "/saved.json"
        let without = try await check("secret-header")
        #expect(try ResultView(without.text).outcomes("strict", "https") == ["403"])
        let with = try await check("secret-header", "-H", "@" + header, "--save", saved)
        #expect(try ResultView(with.text).outcomes("strict", "https") == ["200"])
        let kept = try String(contentsOfFile: saved, encoding: .utf8)
        #expect(!(with.text + kept).contains("sesame"))
    }
}
