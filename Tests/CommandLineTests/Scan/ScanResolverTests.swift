import Foundation
import TestSupport
import Testing

/// A scan whose DNS server does not answer.
@Suite(.timeLimit(.minutes(2)))
struct `A scan without a resolver` {
    private static func options(_ port: UInt16, patience: Int) -> [String] {
        [
            "--resolver", "127.0.0.1:\(port)", "--timeout", "2", "--retries", "0",
            "--concurrency", "8", "--resolver-patience", "\(patience)",
        ]
    }

    @Test func `reports a few names as unknown`() async throws {
        let scan = try ScanFolder.names(12)
        let outcome = try await scan.scan(Self.options(try FreePort.next(), patience: 60))
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("12 cannot tell"))
        #expect(try scan.hosts() == ScanFolder.expected(12))
    }

    @Test func `ends when the resolver stays down, and can be resumed`() async throws {
        let scan = try ScanFolder.names(120)
        let resolver = try TinyResolver(answers: 100)
        let outcome = try await scan.scan(Self.options(resolver.port, patience: 1))
        #expect(outcome.status == 69, "\(outcome.errors)")
        #expect(outcome.errors.contains("ended early"))
        #expect(outcome.errors.contains("no DNS server has answered for 1 s"))
        #expect(outcome.errors.contains("--resume"))
        #expect((1..<120).contains(try scan.records().count))
        let other = try TinyResolver()
        #expect(
            try await scan.scan(Self.options(other.port, patience: 1) + ["--resume"]).status == 1)
        #expect(try scan.hosts() == ScanFolder.expected(120))
    }

    @Test func `waits for the resolver, and continues when it is back`() async throws {
        let scan = try ScanFolder.names(120)
        let resolver = try TinyResolver(answers: 100)
        let (process, errors) = try scan.begin(Self.options(resolver.port, patience: 100))
        func said() throws -> String { try String(contentsOfFile: errors, encoding: .utf8) }
        while process.isRunning, try !said().contains("no DNS server answers") {
            try await Task.sleep(for: .milliseconds(20))
        }
        let back = try TinyResolver(port: resolver.port)
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        #expect(process.terminationStatus == 1)
        #expect(try said().contains("DNS answers again"), "\(back.port)")
        #expect(try scan.hosts() == ScanFolder.expected(120))
    }

    @Test func `ends at once on Ctrl-C while it waits`() async throws {
        let scan = try ScanFolder.names(60)
        let (process, errors) = try scan.begin(Self.options(try FreePort.next(), patience: 100))
        func said() throws -> String { try String(contentsOfFile: errors, encoding: .utf8) }
        while process.isRunning, try !said().contains("no DNS server answers") {
            try await Task.sleep(for: .milliseconds(20))
        }
        process.terminate()
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        #expect(process.terminationStatus == 130)
        #expect(try said().contains("--resume"))
    }
}
