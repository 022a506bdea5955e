import BatchScan
import OriginFacts
import Synchronization
import Testing

/// The pool with real tasks and a made-up `observe`.
@Suite(.timeLimit(.minutes(1))) struct `A pool` {
    private final class Desk: Sendable {
        struct State {
            var next = 0
            var running = 0
            var mostRunning = 0
            var delivered: [Int] = []
            var mostUndelivered = 0
        }

        let state = Mutex(State())
    }

    private static func steps(
        _ desk: Desk, jobs: Int, observe: @escaping @Sendable (Int) async -> Void,
        deliver: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> PoolHandlers<Int, Int> {
        let begin = ContinuousClock.now
        return PoolHandlers(
            fetch: { wanted in
                desk.state.withLock { state in
                    let end = min(jobs, state.next + wanted)
                    defer { state.next = end }
                    return state.next == jobs
                        ? nil : (state.next..<end).map { ($0, $0 % 2 == 0 ? nil : []) }
                }
            },
            locate: { ($0, [Simulation.place($0 % 50)]) },
            observe: { job in
                desk.state.withLock {
                    $0.running += 1
                    $0.mostRunning = max($0.mostRunning, $0.running)
                }
                await observe(job)
                desk.state.withLock { $0.running -= 1 }
                return JobResult(job)
            },
            abandon: { $0 },
            deliver: { output in
                await deliver(output)
                desk.state.withLock { $0.delivered.append(output) }
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

    @Test func `delivers each of many jobs once, within its bound`() async {
        let desk = Desk()
        let steps = Self.steps(
            desk, jobs: 5_000, observe: { if $0 % 100 == 0 { await Task.yield() } })
        await Pool(Self.limits, steps).run()
        #expect(desk.state.withLock { $0.delivered.sorted() } == Array(0..<5_000))
        #expect(desk.state.withLock { $0.mostRunning } <= 30)
    }

    @Test func `ends at once without jobs`() async {
        let desk = Desk()
        await Pool(Self.limits, Self.steps(desk, jobs: 0, observe: { _ in })).run()
        #expect(desk.state.withLock { $0.delivered.isEmpty })
    }

    @Test func `stops reading and asking while nobody takes the records`() async {
        let desk = Desk()
        let gate = AsyncStream.makeStream(of: Void.self)
        let steps = Self.steps(
            desk, jobs: 1_000, observe: { _ in },
            deliver: { _ in for await _ in gate.stream { break } })
        let pool = Pool(Self.limits, steps)
        async let run: Void = pool.run()
        try? await Task.sleep(for: .milliseconds(200))
        #expect(desk.state.withLock { $0.next } <= 200)
        #expect(desk.state.withLock { $0.delivered.count } == 0)
        gate.continuation.finish()
        await run
        #expect(desk.state.withLock { $0.delivered.count } == 1_000)
    }

    @Test func `drains when stopped, and drops what runs when aborted`() async {
        for isAborted in [false, true] {
            let desk = Desk()
            let gate = AsyncStream.makeStream(of: Void.self)
            let steps = Self.steps(
                desk, jobs: 1_000, observe: { _ in for await _ in gate.stream { break } })
            let pool = Pool(Self.limits, steps)
            async let run: Void = pool.run()
            while desk.state.withLock({ $0.running }) < 30 {
                try? await Task.sleep(for: .milliseconds(5))
            }
            if isAborted { pool.abort() } else { pool.stop() }
            if !isAborted { gate.continuation.finish() }
            await run
            #expect(desk.state.withLock { $0.delivered.count } == (isAborted ? 0 : 30))
        }
    }
}
