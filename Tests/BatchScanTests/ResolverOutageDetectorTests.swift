import Testing

@testable import BatchScan

/// When a scan waits for DNS, and for how long.
@Suite struct `A resolver's silence` {
    private static let second = 1_000_000
    private static let row = ResolverOutageDetector.suspiciousRow

    private static func silence(after misses: Int) -> ResolverOutageDetector {
        var silence = ResolverOutageDetector(patience: 10 * second)
        for _ in 0..<misses { silence.missed() }
        return silence
    }

    @Test func `is not what a few silent names are`() {
        var silence = Self.silence(after: Self.row - 1)
        #expect(silence.advice(at: 0) == .goOn)
        silence.heard()
        for _ in 1..<Self.row { silence.missed() }
        #expect(silence.advice(at: 100 * Self.second) == .goOn)
    }

    @Test func `is asked about by one of those who wait, now and then`() {
        var silence = Self.silence(after: Self.row)
        #expect(silence.advice(at: 0) == .ask)
        let next = ResolverOutageDetector.interval
        #expect(silence.advice(at: 0) == .wait(until: next))
        #expect(silence.advice(at: next - 1) == .wait(until: next))
        #expect(silence.advice(at: next) == .ask)
        #expect(silence.advice(at: next) == .wait(until: 2 * next))
    }

    @Test func `ends with the first answer, for all`() {
        var silence = Self.silence(after: 1_000)
        #expect(silence.advice(at: 0) == .ask)
        silence.heard()
        #expect(silence.advice(at: 0) == .goOn)
        // The next one has a patience of its own.
        for _ in 0..<Self.row { silence.missed() }
        #expect(silence.advice(at: 60 * Self.second) == .ask)
    }

    @Test func `is a server that is gone when patience is over, not before`() {
        var silence = Self.silence(after: Self.row)
        #expect(silence.advice(at: 5) == .ask)
        #expect(silence.advice(at: 5 + 10 * Self.second - 1) != .gone)
        #expect(silence.advice(at: 5 + 10 * Self.second) == .gone)
    }

    @Test func `is asked about once even without patience`() {
        var silence = ResolverOutageDetector(patience: 0)
        for _ in 0..<Self.row { silence.missed() }
        #expect(silence.advice(at: 0) == .ask)
        #expect(silence.advice(at: 0) == .gone)
    }

    @Test func `holds nobody once the scan ends`() {
        var silence = Self.silence(after: Self.row)
        silence.end()
        #expect(silence.advice(at: 0) == .gone)
        silence = Self.silence(after: 0)
        silence.end()
        #expect(silence.advice(at: 0) == .gone)
    }
}
