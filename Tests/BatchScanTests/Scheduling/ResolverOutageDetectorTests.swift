import Testing

@testable import BatchScan

/// The conditions under which a scan waits for its DNS servers, and how long it waits.
@Suite struct `An outage of the resolver` {
    private static let second = 1_000_000
    private static let count = ResolverOutageDetector.suspiciousCount

    private static func detector(after lookups: Int) -> ResolverOutageDetector {
        var detector = ResolverOutageDetector(patience: 10 * second)
        for _ in 0..<lookups { detector.lookupUnanswered() }
        return detector
    }

    @Test func `is not suspected after a few names without a reply`() {
        var detector = Self.detector(after: Self.count - 1)
        #expect(detector.advice(at: 0) == .proceed)
        detector.serverReplied()
        for _ in 1..<Self.count { detector.lookupUnanswered() }
        #expect(detector.advice(at: 100 * Self.second) == .proceed)
    }

    @Test func `is tested by one of the waiting lookups, from time to time`() {
        var detector = Self.detector(after: Self.count)
        #expect(detector.advice(at: 0) == .test)
        let next = ResolverOutageDetector.interval
        #expect(detector.advice(at: 0) == .wait(until: next))
        #expect(detector.advice(at: next - 1) == .wait(until: next))
        #expect(detector.advice(at: next) == .test)
        #expect(detector.advice(at: next) == .wait(until: 2 * next))
    }

    @Test func `ends for all lookups with the first reply`() {
        var detector = Self.detector(after: 1_000)
        #expect(detector.advice(at: 0) == .test)
        detector.serverReplied()
        #expect(detector.advice(at: 0) == .proceed)
        // The detector's patience starts anew with the next outage.
        for _ in 0..<Self.count { detector.lookupUnanswered() }
        #expect(detector.advice(at: 60 * Self.second) == .test)
    }

    @Test func `is final when the patience is over, not before`() {
        var detector = Self.detector(after: Self.count)
        #expect(detector.advice(at: 5) == .test)
        #expect(detector.advice(at: 5 + 10 * Self.second - 1) != .giveUp)
        #expect(detector.advice(at: 5 + 10 * Self.second) == .giveUp)
    }

    @Test func `is tested once even without patience`() {
        var detector = ResolverOutageDetector(patience: 0)
        for _ in 0..<Self.count { detector.lookupUnanswered() }
        #expect(detector.advice(at: 0) == .test)
        #expect(detector.advice(at: 0) == .giveUp)
    }

    @Test func `holds no lookup once the scan ends`() {
        var detector = Self.detector(after: Self.count)
        detector.stop()
        #expect(detector.advice(at: 0) == .giveUp)
        detector = Self.detector(after: 0)
        detector.stop()
        #expect(detector.advice(at: 0) == .giveUp)
    }
}
