import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2)))
struct `A scan` {
    private static let list = """
        customer,host,address,port,http_port
        acme,a.example.com,127.0.8.1,1,2
        acme,a.example.com,127.0.8.1,1,2
        "b, inc",b.example.com,127.0.8.2,1,2
        c,not a host,,,
        d,d.example.com,nowhere,,
        {"host": "e.example.com", "address": ["127.0.8.3", "127.0.8.4"], "port": 1, "http_port": "2", "zone": {"id": 7}}
        """

    @Test func `writes one record for every input`() async throws {
        let scan = try ScanFolder(Self.list)
        let outcome = try await scan.scan()
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("3 would break, 2 invalid, 1 duplicate"))
        let records = try scan.records()
        #expect(records.count == 5)
        #expect(try scan.hosts() == ["a.example.com", "b.example.com", "e.example.com"])
        let inputs = records.compactMap { $0["input"] as? [String: Any] }
        #expect(Set(inputs.compactMap { $0["customer"] as? String }) == ["acme", "b, inc"])
        #expect(inputs.contains { ($0["zone"] as? [String: Int]) == ["id": 7] })
        let flawed = records.filter { $0["schema"] as? String == "fullstrict.error/1" }
        #expect(Set(flawed.compactMap { $0["line"] as? Int }) == [5, 6])
        let mode = try FileManager.default.attributesOfItem(atPath: scan.output)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `replaces no file, and resumes only its own`() async throws {
        let scan = try ScanFolder(hosts: 3)
        try Data("precious\n".utf8).write(to: URL(filePath: scan.output))
        #expect(try await scan.scan().status == 73)
        #expect(try await scan.scan(["--resume"]).status == 65)
        #expect(try String(contentsOfFile: scan.output, encoding: .utf8) == "precious\n")
        #expect(try await scan.scan(["--only", "broken", "--resume"]).status == 64)
    }

    @Test func `resumes where it stopped, and removes an incomplete line`() async throws {
        let scan = try ScanFolder(hosts: 40)
        #expect(try await scan.scan().status == 1)
        let text = try Data(contentsOf: URL(filePath: scan.output))
        try text.prefix(text.count / 2).write(to: URL(filePath: scan.output))
        let outcome = try await scan.scan(["--resume"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("done before"))
        #expect(try scan.hosts() == ScanFolder.expected(40))
        // No targets are left; the exit status reflects all records.
        #expect(try await scan.scan(["--resume"]).status == 1)
        #expect(try scan.records().count == 40)
    }

    @Test func `is split into shards`() async throws {
        var hosts: [String] = []
        for shard in 1...3 {
            let scan = try ScanFolder(hosts: 60)
            #expect(try await scan.scan(["--shard", "\(shard)/3"]).status == 1)
            hosts += try scan.hosts()
        }
        #expect(hosts.sorted() == ScanFolder.expected(60))
    }

    @Test func `does not contact excluded hosts`() async throws {
        let scan = try ScanFolder(hosts: 6)
        let file = try scan.folder.write(
            "exclude", "s0.example.com\n# opted out\n127.0.8.2\n127.0.8.3/32\n*.example.org\n")
        #expect(try await scan.scan(["--exclude", file]).errors.contains("3 excluded"))
        #expect(try scan.hosts() == ["s3.example.com", "s4.example.com", "s5.example.com"])
        #expect(try scan.records().filter { $0["error"] as? String == "excluded" }.count == 3)
    }

    @Test func `recognises an excluded address in its IPv6 form too`() async throws {
        let scan = try ScanFolder(
            "a.example.com,::ffff:127.0.8.1,1,2\nb.example.com,::ffff:127.0.8.2,1,2\n")
        let file = try scan.folder.write("exclude", "127.0.8.1\n")
        #expect(try await scan.scan(["--exclude", file]).errors.contains("1 excluded"))
        #expect(try scan.hosts() == ["b.example.com"])
    }

    @Test func `counts invalid lines as unknown`() async throws {
        for choice in ["broken", "warning", "unknown"] {
            let scan = try ScanFolder("a.example.com,127.0.8.1,1,2\nno host\n")
            let outcome = try await scan.scan(["--only", choice])
            #expect(outcome.errors.contains("1 invalid"))
            let records = try scan.records()
            #expect(records.count == 1)
            #expect(records.allSatisfy { ($0["error"] != nil) == (choice == "unknown") })
        }
    }

    @Test func `writes the requested records, and counts all`() async throws {
        let scan = try ScanFolder(hosts: 5)
        let outcome = try await scan.scan(["--only", "unknown"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("5 would break"))
        #expect(try scan.records().isEmpty)
    }

    @Test func `writes its statistics to a file`() async throws {
        let scan = try ScanFolder(
            "a.example.com,127.0.8.1,1,2\nno host,,,\na.example.com,127.0.8.1,1,2\n")
        let file = scan.folder.path + "/stats.json"
        #expect(try await scan.scan(["--stats-file", file]).status == 1)
        let bytes = try Data(contentsOf: URL(filePath: file))
        let stats = try #require(
            try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let counts = ["broken": 1, "flawed": 1, "ready": 0, "records": 2, "duplicates": 1]
        for (name, count) in counts { #expect(stats[name] as? Int == count, "\(name)") }
        #expect(stats["running"] as? Bool == false)
    }

    @Test func `shows progress and problems at a terminal`() async throws {
        let silent = try HeldListener()
        let scan = try ScanFolder(
            "quick.example.com,127.0.8.1,1,2\nslow.example.com,127.0.0.1,\(silent.port),2\n")
        let outcome = try await Terminal.run(
            ["scan", "-l", scan.list] + ScanFolder.unlimited + [
                "--timeout", "2", "--retries", "0",
            ],
            typing: nil, after: "a question nobody asks")
        let live = outcome.shown.components(separatedBy: "\r\u{1B}[K").filter {
            $0.contains("1 of 2")
        }
        #expect(live.contains { $0.contains("50%") && $0.contains("break 1") }, "\(outcome.shown)")
        #expect(outcome.shown.contains("quick.example.com") && outcome.shown.contains("done: "))
    }
}
