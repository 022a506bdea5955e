import BatchScan
import OriginFacts
import Synchronization
import Testing

/// The pool with real tasks and a simulated `observe`.
@Suite(.timeLimit(.minutes(1))) struct `A pool` {
    private final class Log: Sendable {
        struct State {
            var next = 0
            var running = 0
            var mostRunning = 0
            var delivered: [Int] = []
        }

        let state = Mutex(State())
    }

    private static func handlers(
        _ log: Log, jobs: Int, observe: @escaping @Sendable (Int) async -> Void,
        deliver: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> PoolHandlers<Int, Int> {
        let begin = ContinuousClock.now
        return PoolHandlers(
            fetch: { room in
                log.state.withLock { state in
                    let end = min(jobs, state.next + room)
                    defer { state.next = end }
                    return state.next == jobs
                        ? nil : (state.next..<end).map { ($0, $0 % 2 == 0 ? nil : []) }
                }
            },
            locate: { ($0, [Simulation.endpoint($0 % 50)]) },
            observe: { job in
                log.state.withLock {
                    $0.running += 1
                    $0.mostRunning = max($0.mostRunning, $0.running)
                }
                await observe(job)
                log.state.withLock { $0.running -= 1 }
                return JobResult(job)
            },
            abandon: { $0 },
            deliver: { output in
                await deliver(output)
                log.state.withLock { $0.delivered.append(output) }
            },
            now: { Int((ContinuousClock.now - begin) / .microseconds(1)) },
            sleep: { time in
                try? await Task.sleep(until: begin + .microseconds(time), clock: .continuous)
            })
    }

    private static let limits = {
        var limits = PoolLimits()
        limits.rate = 0
        limits.perAddressRate = 0
        limits.concurrency = 30
        limits.window = 100
        return limits
    }()

    @Test func `delivers each of many jobs once, within its limit`() async {
        let log = Log()
        let handlers = Self.handlers(
            log, jobs: 5_000, observe: { if $0 % 100 == 0 { await Task.yield() } })
        await Pool(Self.limits, handlers).run()
        #expect(log.state.withLock { $0.delivered.sorted() } == Array(0..<5_000))
        #expect((2...30).contains(log.state.withLock { $0.mostRunning }))
    }

    @Test func `ends immediately without jobs`() async {
        let log = Log()
        await Pool(Self.limits, Self.handlers(log, jobs: 0, observe: { _ in })).run()
        #expect(log.state.withLock { $0.delivered.isEmpty })
    }

    @Test func `stops fetching and observing while records cannot be written`() async {
        let log = Log()
        let gate = AsyncStream.makeStream(of: Void.self)
        let handlers = Self.handlers(
            log, jobs: 1_000, observe: { _ in },
            deliver: { _ in for await _ in gate.stream { break } })
        let pool = Pool(Self.limits, handlers)
        async let run: Void = pool.run()
        while log.state.withLock({ $0.next < Self.limits.window || $0.running > 0 }) {
            try? await Task.sleep(for: .milliseconds(5))
        }
        // The pool could fetch more in this time, but must not.
        try? await Task.sleep(for: .milliseconds(200))
        #expect(log.state.withLock { $0.next } <= 2 * Self.limits.window)
        #expect(log.state.withLock { $0.delivered.count } == 0)
        gate.continuation.finish()
        await run
        #expect(log.state.withLock { $0.delivered.count } == 1_000)
    }

    @Test func `drains when stopped, and drops what runs when aborted`() async {
        for isAborted in [false, true] {
            let log = Log()
            let gate = AsyncStream.makeStream(of: Void.self)
            let handlers = Self.handlers(
                log, jobs: 1_000, observe: { _ in for await _ in gate.stream { break } })
            let pool = Pool(Self.limits, handlers)
            async let run: Void = pool.run()
            while log.state.withLock({ $0.running }) < 30 {
                try? await Task.sleep(for: .milliseconds(5))
            }
            if isAborted { pool.abort() } else { pool.stop() }
            if !isAborted { gate.continuation.finish() }
            await run
            #expect(log.state.withLock { $0.delivered.count } == (isAborted ? 0 : 30))
        }
    }
}
