import Foundation
import OriginCheck
import OriginLab
import Synchronization
import TestSupport
import Testing

/// Whole scans through the public interface alone.
@Suite(.timeLimit(.minutes(3))) struct `A scan through the library` {
    /// A collector for the records of a scan.
    private final class Records: Sendable {
        private let bytes = Mutex<[[UInt8]]>([])

        var output: ScanOutput {
            .handler { [self] record in bytes.withLock { $0.append(record) } }
        }

        var objects: [[String: Any]] {
            get throws {
                try bytes.withLock { $0 }.map {
                    try #require(
                        try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
                }
            }
        }
    }

    private static func settings(_ list: String, _ output: ScanOutput) -> ScanSettings {
        var settings = ScanSettings(list: list, output: output)
        settings.connection.timeout = .seconds(10)
        settings.connection.nameServers = []
        settings.limits.rate = 0
        settings.limits.perAddress = 0
        settings.limits.perAddressRate = 0
        settings.limits.retries = 0
        settings.workers = 1
        return settings
    }

    /// Returns targets on ports that refuse connections.
    private static func refusing(_ count: Int) -> String {
        (0..<count).map { "s\($0).example.com,127.0.8.\($0 % 250 + 1),1,2\n" }.joined()
    }

    private static func trust() throws -> Trust {
        try Trust(TrustSettings(choice: .system))
    }

    private static func hosts(_ objects: [[String: Any]]) -> Set<String> {
        Set(objects.compactMap { ($0["target"] as? [String: Any])?["host"] as? String })
    }

    @Test func `records each origin of the lab with its verdict`() async throws {
        let lab = try await Lab.start(
            at: UnixTime(seconds: Int64(Date().timeIntervalSince1970)),
            only: ["healthy", "expired", "leaf-only"])
        let rows = lab.origins.map {
            "\($0.origin.hostname),\($0.origin.addresses[0]),\($0.ports.https),\($0.ports.http)\n"
        }
        let folder = try TemporaryFolder()
        let list = try folder.write("list", rows.joined() + "not a host\n" + rows[0])
        let records = Records()
        let scan = try Scan(
            Self.settings(list, records.output),
            trust: try Trust(pem: lab.rootsPEM, label: "the lab's roots"))
        #expect(scan.listLines == 5)
        let summary = await scan.run()
        await lab.stop()
        #expect(summary.end == .complete)
        #expect(summary.tally[.ready] == 1 && summary.tally[.broken] == 2)
        #expect(summary.tally[.invalid] == 1 && summary.tally.duplicates == 1)
        #expect(summary.tally.exitStatus == 1)
        let objects = try records.objects
        #expect(objects.count == 4)
        #expect(Self.hosts(objects) == Set(lab.origins.map(\.origin.hostname)))
        #expect(objects.count { $0["error"] != nil } == 1)
    }

    @Test func `continues where an earlier one ended, and removes a torn line`() async throws {
        let folder = try TemporaryFolder()
        let list = try folder.write("list", Self.refusing(20))
        let output = folder.path + "/records.jsonl"
        let first = try await Scan(
            Self.settings(list, .newFile(output)), trust: try Self.trust()
        ).run()
        #expect(first.end == .complete && first.tally[.broken] == 20)
        let whole = try Data(contentsOf: URL(filePath: output))
        try whole.prefix(whole.count / 2).write(to: URL(filePath: output))
        let second = try await Scan(
            Self.settings(list, .resumedFile(output)), trust: try Self.trust()
        ).run()
        #expect(second.tally.doneBefore + second.tally.records == 20)
        #expect(second.tally.doneBefore > 0 && second.tally.records > 0)
        #expect(second.tally.exitStatus == 1)
        let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 20 && Set(lines.map { $0.prefix(40) }).count == 20)
    }

    @Test func `replaces no file, and continues none that it did not write`() throws {
        let folder = try TemporaryFolder()
        let list = try folder.write("list", Self.refusing(1))
        let other = try folder.write("other", "precious\n")
        for (output, kind) in [
            (ScanOutput.newFile(other), OriginCheckError.Kind.cannotWrite),
            (.resumedFile(other), .damagedData), (.resumedFile(list), .invalidInput),
        ] {
            let error = #expect(throws: OriginCheckError.self) {
                try Scan(Self.settings(list, output), trust: try Self.trust())
            }
            #expect(error?.kind == kind)
        }
        #expect(try String(contentsOfFile: other, encoding: .utf8) == "precious\n")
    }

    @Test func `does not contact excluded targets`() async throws {
        let folder = try TemporaryFolder()
        var settings = Self.settings(
            try folder.write("list", Self.refusing(5)), Records().output)
        settings.excludeFile = try folder.write("exclude", "s0.example.com\n127.0.8.2\n")
        let summary = try await Scan(settings, trust: try Self.trust()).run()
        #expect(summary.tally[.excluded] == 2 && summary.tally[.broken] == 3)
    }

    @Test func `ends early when it is stopped, with records of what had begun`() async throws {
        let folder = try TemporaryFolder()
        let list = try folder.write("list", Self.refusing(200))
        let records = Records()
        var settings = Self.settings(list, records.output)
        settings.limits.rate = 20
        let scan = try Scan(settings, trust: try Self.trust())
        async let summary = scan.run()
        while scan.tally.records == 0 { try await Task.sleep(for: .milliseconds(5)) }
        scan.stop()
        #expect(await summary.end == .stopped)
        let recorded = try records.objects.count
        #expect((1..<200).contains(recorded))
        #expect(scan.tally.records == recorded)
    }

    @Test func `waits for a resolver that is down, and ends when it stays away`() async throws {
        let port = try FreePort.next()
        let folder = try TemporaryFolder()
        let names = (0..<60).map { "n\($0).example.com\n" }.joined()
        var settings = Self.settings(try folder.write("list", names), Records().output)
        settings.connection.nameServers = ["127.0.0.1:\(port)"]
        settings.connection.timeout = .seconds(2)
        settings.limits.concurrency = 8
        settings.limits.resolverPatience = .seconds(1)
        let news = Mutex<[ScanNews]>([])
        let scan = try Scan(settings, trust: try Self.trust()) { event in
            news.withLock { $0.append(event) }
        }
        let summary = await scan.run()
        #expect(summary.end == .resolverLost)
        #expect(summary.tally.records < 60)
        #expect(news.withLock { $0 } == [.resolverSilent])
    }

    @Test func `limits its concurrency by the descriptors there are`() throws {
        let folder = try TemporaryFolder()
        var settings = Self.settings(try folder.write("list", "a.example\n"), Records().output)
        settings.limits.concurrency = .max
        let news = Mutex<[ScanNews]>([])
        _ = try Scan(settings, trust: try Self.trust()) { event in
            news.withLock { $0.append(event) }
        }
        guard case .concurrencyLimited(let limit, let descriptors)? = news.withLock(\.first) else {
            Issue.record("no news of the limit")
            return
        }
        #expect(limit > 0 && limit * 3 <= descriptors)
    }
}
