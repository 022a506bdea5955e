import BatchScan
import OriginProbe
import TestSupport
import Testing

@testable import OriginCheck

@Suite struct `An exclude list` {
    private func list(_ text: String) throws -> ExcludeList {
        let folder = try TemporaryFolder()
        let file = try folder.write("exclude", text)
        return try withExtendedLifetime(folder) { try ExcludeList(file: file) }
    }

    private func target(_ text: String) throws -> Target {
        try TargetReader().target(text)
    }

    @Test func `matches hosts, and the names below a domain`() throws {
        let list = try list("# opted out\nshop.example.com\n*.example.org\n")
        #expect(list.contains(try target("https://SHOP.example.com/")))
        #expect(!list.contains(try target("www.shop.example.com")))
        #expect(list.contains(try target("a.b.example.org")))
        #expect(!list.contains(try target("example.org")))
    }

    @Test func `matches addresses and blocks, in their IPv6 form too`() throws {
        let list = try list("192.0.2.1\n198.51.100.0/24\n2001:db8::/32\n")
        for text in ["192.0.2.1", "198.51.100.7", "2001:db8::1", "::ffff:192.0.2.1"] {
            #expect(list.contains([try #require(IPAddress(text))]), "\(text)")
        }
        #expect(!list.contains([try #require(IPAddress("192.0.2.2"))]))
        #expect(!list.contains([IPAddress]()))
        var given = try target("a.example")
        given.addressing = .given([try #require(IPAddress("198.51.100.9"))])
        #expect(list.contains(given))
    }

    @Test func `names the line that it cannot read`() throws {
        let error = #expect(throws: OriginCheckError.self) { try list("a.example\na b\n") }
        #expect(error?.kind == .damagedData)
        #expect(error?.message.contains(":2: neither a host nor an address") == true)
    }
}

@Suite struct `A line of a list` {
    private func read(_ text: String) throws -> ScanTarget {
        var reader = ListReader()
        let lines = reader.read(Array((text + "\n").utf8)[...])
        return try ScanLineReader(targets: TargetReader()).target(try #require(lines.last))
    }

    @Test func `names a target, its addresses and its ports`() throws {
        let seen = try read("shop.example.com,192.0.2.1 192.0.2.2,8443,8080,cname.example.net")
        let addresses = ["192.0.2.1", "192.0.2.2"].compactMap { IPAddress($0) }
        #expect(seen.target.addressing == .given(addresses))
        #expect(seen.target.originPorts == PortPair(http: 8080, https: 8443))
        #expect(seen.target.alsoNames == ["cname.example.net"])
        #expect(seen.input == nil && seen.key == TargetKey(seen.target))
    }

    @Test func `keeps the columns that a scan does not use`() throws {
        let seen = try read(#"{"host": "a.example", "port": 8443, "zone": {"id": 7}}"#)
        #expect(seen.target.originPorts.https == 8443)
        let zone: JSONValue = ["id": .integer(7)]
        #expect(seen.input == ["zone": zone])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("a b,", "space"), (#"{"address": []}"#, "there is no host"), ("{", "not a JSON object"),
        ("a.example,nowhere", "'nowhere' is not an IP address"),
        ("a.example,,0", "port: '0' is not a number from 1 to 65535"),
        (#"{"host": true}"#, "host is neither a string nor a number"),
        ("a.example,\"b", "the line has an unbalanced quotation mark"),
    ])
    func `says why it is invalid`(line: String, reason: String) throws {
        let error = #expect(throws: ScanLineReader.Invalid.self) { try read(line) }
        #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
    }
}

@Suite struct `A scan's tally` {
    @Test func `gives the status of all records together`() {
        var tally = ScanTally()
        #expect(tally.exitStatus == 0)
        tally.count(.ready, status: 0)
        tally.count(.excluded, status: nil)
        #expect(tally.exitStatus == 0 && tally.records == 2)
        tally.count(.invalid, status: ScanTally.noVerdict)
        #expect(tally.exitStatus == 3)
        tally.count(.broken, status: 1)
        #expect(tally.exitStatus == 1)
    }

    @Test func `includes the statuses of an earlier scan`() {
        let key = String(repeating: "0", count: 32)
        let records = #"{"key":"\#(key)","error":"not a host"}"# + "\n"
        var journal = JournalReader()
        Array(records.utf8).withUnsafeBytes { journal.read($0) }
        var tally = ScanTally()
        tally.resume(after: journal)
        #expect(tally.exitStatus == 3 && tally.records == 0)
    }

    @Test func `is written with the names of its kinds`() {
        var tally = ScanTally()
        tally.count(.invalid, status: 3)
        let json = tally.json(seconds: 1.5, isRunning: true)
        #expect(json.contains(#""flawed": 1"#) && json.contains(#""running": true"#))
    }

    @Test(arguments: RecordChoice.allCases, ScanTally.Kind.allCases)
    func `is not changed by the choice of records`(
        choice: RecordChoice, kind: ScanTally.Kind
    ) {
        let chosen: [RecordChoice: Set<ScanTally.Kind>] = [
            .broken: [.broken], .warning: [.broken, .warning],
            .unknown: [.unknown, .banned, .invalid],
        ]
        #expect(choice.includes(kind) == chosen[choice]?.contains(kind))
    }
}

@Suite struct `A part of a list` {
    @Test(arguments: [(0, 3), (4, 3), (1, 0), (1, 100_001)])
    func `must exist`(number: Int, count: Int) {
        #expect(ScanShard(number, of: count) == nil)
    }

    @Test func `is counted from 1`() {
        #expect(ScanShard(1, of: 1) == .all)
        #expect(ScanShard(3, of: 16)?.index == 2)
    }
}
