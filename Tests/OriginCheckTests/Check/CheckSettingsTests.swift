import ChainVerification
import EdgePolicy
import OriginProbe
import TestSupport
import Testing

@testable import OriginCheck

/// Settings as text, and their meaning.
@Suite struct `Check settings` {
    // swift-format-ignore
    @Test(arguments: [
        ("14d",   ExpiryThreshold.seconds(14 * 86_400, word: "14d")),
        ("36h",   .seconds(36 * 3_600, word: "36h")),
        ("20%",   .percent(20)),
        ("100%",  .percent(100)),
        ("3650d", .seconds(3_650 * 86_400, word: "3650d")),
    ])
    func `read an expiry threshold`(text: String, expected: ExpiryThreshold) throws {
        #expect(try ExpiryThreshold(reading: text) == expected)
        #expect(expected.word == text)
    }

    @Test(arguments: ["", "d", "0d", "-1d", "+1d", "14", "101%", "3651d", "87601h", "1w", "1.5d"])
    func `refuse other thresholds`(text: String) {
        #expect(throws: ExpiryThreshold.Unreadable.self) {
            try ExpiryThreshold(reading: text)
        }
    }

    @Test func `turn a share of the lifetime into limits`() {
        #expect(ExpiryThreshold.percent(30).limits.expirySharePercent == 30)
        #expect(ExpiryThreshold.percent(30).limits.expirySeconds == .max)
        #expect(ExpiryThreshold.seconds(60, word: "60s").limits.expirySeconds == 60)
        #expect(ExpiryThreshold.usual.limits.expirySeconds == 14 * 86_400)
    }

    // swift-format-ignore
    @Test(arguments: [
        (VerdictResult.ready,  [0, 0, 0] as [Int32]),
        (.warning,             [0, 1, 0]),
        (.degraded,            [1, 1, 0]),
        (.broken,              [1, 1, 0]),
        (.inconclusive,        [3, 3, 0]),
    ])
    func `say which verdicts are failures`(result: VerdictResult, statuses: [Int32]) {
        #expect(FailureThreshold.allCases.map { $0.exitStatus(of: result) } == statuses)
    }

    @Test func `become what the prober takes`() throws {
        var settings = ConnectionSettings()
        settings.connectTimeout = .milliseconds(50)
        settings.timeout = .seconds(2.5)
        settings.families = [.ipv6]
        settings.isOnOrigin = true
        settings.userAgent = "watcher/1"
        let options = try settings.probeOptions()
        #expect(options.connectMilliseconds == 50)
        #expect(options.totalMilliseconds == 2_500)
        #expect(options.families == [.ipv6])
        #expect(options.allowsPrivate)
        #expect(options.userAgent == "watcher/1")
    }

    @Test func `read headers from a file, without comments and empty lines`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("headers", "# secret\r\nX-Token: a\r\n\nX-Other: b\n")
        var settings = ConnectionSettings()
        settings.headers = ["X-First: 1", "@\(file)"]
        let headers = try settings.probeOptions().headers
        #expect(headers.map(\.name) == ["X-First", "X-Token", "X-Other"])
        #expect(headers.map(\.value) == ["1", "a", "b"])
    }

    @Test func `name the line of a bad header`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("headers", "X-Token: a\nno colon\n")
        var settings = ConnectionSettings()
        settings.headers = ["@\(file)"]
        do {
            _ = try settings.probeOptions()
            Issue.record("a header without a colon was taken")
        } catch {
            #expect(error.kind == .invalidInput)
            #expect(error.message.hasPrefix("\(file):2: "))
        }
    }

    @Test func `refuse a missing header file and a bad name server`() {
        var settings = ConnectionSettings()
        settings.headers = ["@/nonexistent/headers"]
        #expect(kind { _ = try settings.probeOptions() } == .unreadableInput)
        settings = ConnectionSettings()
        settings.nameServers = ["dns.example.com"]
        #expect(kind { _ = try settings.prober() } == .invalidInput)
    }
}
