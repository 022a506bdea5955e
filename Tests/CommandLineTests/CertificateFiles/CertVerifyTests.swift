import CertificateForge
import DataFormats
import Foundation
import TestSupport
import Testing

/// Runs of `fullstrict cert verify --jsonl`, which reads requests and prints verdicts.
@Suite(.timeLimit(.minutes(2)))
struct `Chains as JSON lines` {
    private static let now = Int64(Date().timeIntervalSince1970)

    /// Returns the output of one run, one object per line.
    private func answers(_ questions: [String]) async throws -> [[String: Any]] {
        let outcome = try await Tool.run(
            ["cert", "verify", "--jsonl"], input: questions.joined(separator: "\n") + "\n")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try outcome.output.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return value as? [String: Any] ?? [:]
        }
    }

    private func question(_ members: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
    }

    private func defects(_ answer: [String: Any]) -> [String] {
        (answer["defects"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test func `are answered in order, each with its own roots, host and time`() async throws {
        let authority = try Authority(at: Self.now)
        let other = try Authority("Other", at: Self.now)
        let leaf = try authority.issue(.server("shop.example.com", at: Self.now))
        let base: [String: Any] = [
            "leaf": leaf.pem, "intermediates": [authority.intermediate.pem],
            "trust": [authority.root.pem], "host": "shop.example.com", "at": Self.now,
        ]
        let changes: [([String: Any], valid: Bool, defect: String?)] = [
            ([:], true, nil),
            (["host": "www.example.com"], false, "name.mismatch"),
            (["host": NSNull()], true, nil),
            (["at": Self.now + 200 * CertificateRecipe.day], false, "cert.expired"),
            (["at": "2001-01-01T00:00:00Z"], false, "cert.not-yet-valid"),
            (["trust": [other.root.pem]], false, "chain.incomplete"),
            (["trust": [] as [String]], false, "chain.incomplete"),
            (["intermediates": [] as [String]], false, "chain.incomplete"),
            (["max_depth": 0], false, nil),
            (["max_depth": 1], true, nil),
        ]
        let lines = try changes.enumerated().map { index, change in
            try question(base.merging(change.0) { _, new in new }.merging(["id": index]) { $1 })
        }
        let answers = try await answers(lines)
        #expect(answers.count == changes.count)
        for (index, (answer, change)) in zip(answers, changes).enumerated() {
            #expect(answer["id"] as? Int == index)
            #expect(answer["valid"] as? Bool == change.valid, "line \(index): \(answer)")
            if let defect = change.defect { #expect(defects(answer).contains(defect)) }
            #expect(answer["ms"] is Double || answer["ms"] is Int)
        }
        #expect((answers.first?["path"] as? [String])?.count == 3)
    }

    @Test func `with CRLs are checked against them`() async throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(
            .server("shop.example.com", at: Self.now).with { $0.serial = 0x5EA1 })
        let base: [String: Any] = [
            "leaf": leaf.pem, "intermediates": [authority.intermediate.pem],
            "trust": [authority.root.pem], "host": "shop.example.com", "at": Self.now,
        ]
        func list(
            _ issuer: ForgedCertificate, _ change: (inout CRLRecipe) -> Void = { _ in }
        ) throws -> String {
            PEMText.encode(
                "X509 CRL",
                try Forge.crl(CRLRecipe(at: Self.now).with(change), by: issuer.asIssuer))
        }
        let middle = authority.intermediate
        let revoking = try list(middle) { $0.entries = [CRLEntry(0x5EA1, since: Self.now)] }
        let old = try list(middle) { $0.nextUpdate = Self.now - 60 }
        let sound = try list(middle)
        let root = try list(authority.root)
        let garbage = PEMText.encode("X509 CRL", [0x30, 0x00])
        let rows: [([String], ruling: String, defects: [String])] = [
            ([], "accepted", []), ([sound], "accepted", []), ([sound, root], "accepted", []),
            ([revoking], "rejected", ["cert.revoked"]),
            ([sound + revoking], "rejected", ["cert.revoked"]),
            ([old], "uncertain", ["revocation.unknown"]),
            ([root], "uncertain", ["revocation.unknown"]),
            ([garbage], "uncertain", ["revocation.unknown", "revocation.unknown"]),
        ]
        let answers = try await answers(
            rows.map { try question(base.merging(["crls": $0.0]) { _, new in new }) })
        for (answer, row) in zip(answers, rows) {
            #expect(answer["ruling"] as? String == row.ruling, "\(answer)")
            #expect(answer["valid"] as? Bool == (row.ruling == "accepted"))
            #expect(defects(answer) == row.defects)
            let browser = answer["browser"] as? [String: Any]
            #expect(browser?["valid"] as? Bool == (row.ruling != "rejected"))
            #expect((answer["revocation"] == nil) == row.0.isEmpty)
        }
        let many = try await self.answers([
            try question(
                base.merging(["crls": [String](repeating: sound, count: 9)]) { $1 })
        ])
        #expect(many.first?["error"] is String)
    }

    @Test func `that only a better search completes are valid, with an uncertain ruling`()
        async throws
    {
        let authority = try Authority(at: Self.now)
        let good = try Forge.issue(
            .authority("Forked", at: Self.now), by: authority.root.asIssuer)
        let bad = try Forge.issue(
            .authority("Forked", at: Self.now).with {
                $0.serial = 2
                $0.nameConstraints = NameConstraints(excluded: [.dns("example.com")])
            }, key: good.key, by: authority.root.asIssuer)
        let leaf = try Forge.issue(
            .server("shop.example.com", at: Self.now), by: good.asIssuer)
        let answer = try await answers([
            try question([
                "leaf": leaf.pem, "intermediates": [bad.pem, good.pem],
                "trust": [authority.root.pem], "host": "shop.example.com", "at": Self.now,
            ])
        ]).first
        #expect(answer?["ruling"] as? String == "uncertain")
        #expect(answer?["valid"] as? Bool == true)
        #expect(answer.map(defects) == ["chain.ambiguous-path"])
        #expect((answer?["browser"] as? [String: Any])?["valid"] as? Bool == true)
    }

    @Test func `that are malformed get an error, and the next line is answered`() async throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(.server("shop.example.com", at: Self.now))
        let good = try question([
            "id": "last", "leaf": leaf.pem, "intermediates": [authority.intermediate.pem],
            "trust": [authority.root.pem], "host": "shop.example.com",
        ])
        let bad = [
            "", "nonsense", "[]", "{", #"{"id":"a"}"#, #"{"id":"b","leaf":"no PEM"}"#,
            #"{"id":"c","leaf":7}"#, String(repeating: "[", count: 100_000),
            try question(["id": "d", "leaf": leaf.pem, "at": "yesterday"]),
            try question(["id": "e", "leaf": leaf.pem, "host": "a..b"]),
            try question(["id": "f", "leaf": leaf.pem, "crls": ["x"]]),
            "{\"leaf\":\"" + String(repeating: "a", count: 5_000_000) + "\"}",
        ]
        let answers = try await answers(bad + [good])
        #expect(answers.count == bad.count + 1)
        #expect(answers.dropLast().allSatisfy { $0["error"] is String })
        #expect(answers[4]["id"] as? String == "a")
        #expect(answers.last?["valid"] as? Bool == true)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("1", "1"), ("-0", "-0"), ("1.0", "1.0"), ("1e3", "1e3"), ("12345678901234567890", "12345678901234567890"),
        ("0.1000", "0.1000"), ("\"x\"", "\"x\""), ("true", "true"), ("null", "null"), ("[1]", "null"), ("{\"a\":1}", "null"),
    ])
    func `get their id back as it is written`(id: String, given: String) async throws {
        for line in ["{\"x\":1,\"id\": \(id) ,\"leaf\":7}", "{\"id\":\(id)}"] {
            let outcome = try await Tool.run(["cert", "verify", "--jsonl"], input: line + "\n")
            #expect(outcome.output.hasPrefix("{\"id\":\(given),\"error\":"), "\(outcome.output)")
        }
    }

    // swift-format-ignore
    @Test(arguments: [
        ("[]", "the line is not an object"), ("{\"leaf\":\"a\",\"leaf\":\"b\"}", "the field leaf is there twice"),
        ("{\"leaf\":\"a\",\"at\":true}", "epoch seconds, or RFC 3339"),
        ("{\"leaf\":\"a\",\"crls\":[\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"]}", "a list of at most 8"),
        ("{\"id\":[1],\"leaf\":\"a\"}", "the field id is not text or a number"),
        ("{\"leaf\":\"a\",\"host\":\"\"}", "the name is empty"),
        ("{\"leaf\":\"a\",\"host\":\"a.example:443\"}", "write the name alone"), ("nonsense", "not JSON"),
    ])
    func `that are wrong get an error that begins with their id`(line: String, says: String) async throws {
        let outcome = try await Tool.run(["cert", "verify", "--jsonl"], input: line + "\n")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("{\"id\":null,\"error\":"), "\(outcome.output)")
        #expect(outcome.output.contains(says), "\(outcome.output)")
    }

    @Test func `take fractions of a second`() async throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(.server("a.example", at: Self.now))
        let answer = try await answers([
            try question([
                "leaf": leaf.pem, "intermediates": [authority.intermediate.pem],
                "trust": [authority.root.pem], "at": Double(Self.now) + 0.5,
            ])
        ]).first
        #expect(answer?["valid"] as? Bool == true)
    }

    @Test(arguments: ["< /", "<&-"])
    func `that cannot be read end with status 66`(input: String) async throws {
        let outcome = try Command.run([
            "/bin/sh", "-c", "exec \"$0\" cert verify --jsonl \(input)", Tool.path,
        ])
        #expect(outcome.status == 66)
        #expect(outcome.output.contains("cannot read standard input"), "\(outcome.output)")
    }

    @Test func `with a certificate OpenSSL cannot read are rejected, not invalid`() async throws {
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        let answer = try await answers([try question(["leaf": broken])]).first ?? [:]
        #expect(answer["valid"] as? Bool == false)
        #expect(defects(answer) == ["cert.malformed"])
    }
}
