import Foundation
import Testing

/// A server that stops accepting connections, like one protected by fail2ban.
@Suite(.timeLimit(.minutes(2)))
struct `A server that bans a scan` {
    @Test func `gets no site reported as broken that was not contacted`() async throws {
        let door = try ClosingListener(connections: 8)
        let rows = (0..<40).map { "s\($0).example.com,127.0.0.1,\(door.port),2\n" }
        let scan = try ScanFolder("host,address,port,http_port\n" + rows.joined())
        let outcome = try await scan.scan([
            "--per-ip", "1", "--exchanges", "2", "--ban-patience", "1",
        ])
        #expect(try scan.hosts() == ScanFolder.expected(40))
        let (asked, spared) = try scan.records().reduce(into: (0, 0)) { counts, record in
            switch try Self.https(of: record) {
            case "open": counts.0 += 1
            case "not-tested": counts.1 += 1
            case let other: Issue.record("\(other)")
            }
        }
        // One or two more connections may have been accepted while the port was closing.
        #expect((1...12).contains(asked), "\(outcome.errors)")
        #expect(asked + spared == 40)
        #expect(outcome.errors.contains("\(spared) not contacted after a ban"), "\(outcome.errors)")
    }

    @Test func `is noticed too when it accepts connections and stays silent`() async throws {
        let door = try ClosingListener(connections: 8, thenHolds: true)
        let rows = (0..<40).map { "s\($0).example.com,127.0.0.1,\(door.port),2\n" }
        let scan = try ScanFolder("host,address,port,http_port\n" + rows.joined())
        let outcome = try await scan.scan([
            "--per-ip", "4", "--exchanges", "2", "--ban-patience", "1", "--timeout", "2",
        ])
        #expect(try scan.hosts() == ScanFolder.expected(40))
        let spared = try scan.records().count { try Self.https(of: $0) == "not-tested" }
        #expect((20...39).contains(spared), "\(outcome.errors)")
        #expect(outcome.errors.contains("\(spared) not contacted after a ban"), "\(outcome.errors)")
    }

    /// Returns the result of the connection to the origin's TLS port.
    private static func https(of record: [String: Any]) throws -> String {
        let origins = try #require(record["origins"] as? [[String: Any]])
        let connections = try #require(origins.first?["tcp"] as? [String: [String: Any]])
        return try #require(connections["https"]?["outcome"] as? String)
    }
}
