/// Runs jobs as a scheduler decides. One loop handles all events, one after another; the work is
/// done in tasks of its own.
package final class Pool<Job: Sendable, Output: Sendable>: Sendable {
    private enum Event: Sendable {
        case fetched([(job: Job, endpoints: [Endpoint]?)]?)
        case located(Int, Job, [Endpoint])
        case observed(Int, JobResult<Output>)
        case delivered(Int)
        case timer
        case stop
        case abort
    }

    private let limits: PoolLimits
    private let handlers: PoolHandlers<Job, Output>
    private let seed: UInt64
    private let events: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation

    /// A pool that has not started; it runs once.
    package init(
        _ limits: PoolLimits, _ handlers: PoolHandlers<Job, Output>,
        seed: UInt64 = .random(in: .min ... .max)
    ) {
        self.limits = limits
        self.handlers = handlers
        self.seed = seed
        (events, continuation) = AsyncStream.makeStream()
    }

    /// Starts nothing more; what is running finishes and is delivered.
    package func stop() {
        continuation.yield(.stop)
    }

    /// Cancels what is running; nothing more is delivered.
    package func abort() {
        continuation.yield(.abort)
    }

    /// Returns when every job has been delivered, or after `stop` or `abort`.
    package func run() async {
        await withDiscardingTaskGroup { group in
            var state = State(scheduler: Scheduler(limits, seed: seed))
            guard !advance(&state, &group) else { return }
            for await event in events {
                if handle(event, &state, &group) || advance(&state, &group) { break }
            }
            // Timers, and what was aborted.
            group.cancelAll()
        }
    }

    private struct State {
        var scheduler: Scheduler<Job>
        var isFetching = false
        /// When the timer fires.
        var timer = Int.max
    }

    /// True to end immediately.
    private func handle(
        _ event: Event, _ state: inout State, _ group: inout DiscardingTaskGroup
    ) -> Bool {
        let now = handlers.now()
        switch event {
        case .fetched(let jobs):
            state.isFetching = false
            for (job, endpoints) in jobs ?? [] { state.scheduler.add(job, endpoints: endpoints) }
            if jobs == nil { state.scheduler.endOfSource() }
        case .located(let id, let job, let endpoints):
            state.scheduler.located(id, job, endpoints: endpoints, at: now)
        case .observed(let id, let result):
            guard state.scheduler.observed(id, result, at: now) else { break }
            group.addTask { [handlers, continuation] in
                await handlers.deliver(result.output)
                continuation.yield(.delivered(id))
            }
        case .delivered(let id): state.scheduler.delivered(id)
        case .timer: state.timer = .max
        case .stop: state.scheduler.stop()
        case .abort: return true
        }
        return false
    }

    /// Starts whatever may start; true when everything is done.
    private func advance(_ state: inout State, _ group: inout DiscardingTaskGroup) -> Bool {
        while true {
            fetch(&state, &group)
            switch state.scheduler.next(at: handlers.now()) {
            case .locate(let id, let job): locate(id, job, &group)
            case .observe(let id, let job): observe(id, job, &group)
            case .abandon(let id, let job): abandon(id, job, &group)
            case .wait(let time):
                if let time { startTimer(time, &state, &group) }
                return false
            case .finished: return true
            }
        }
    }

    /// Fetches more jobs when a quarter of the window is free.
    private func fetch(_ state: inout State, _ group: inout DiscardingTaskGroup) {
        let room = state.scheduler.room
        guard !state.isFetching, room > 0, room >= limits.window / 4 else { return }
        state.isFetching = true
        group.addTask { [handlers, continuation] in
            continuation.yield(.fetched(await handlers.fetch(room)))
        }
    }

    private func locate(_ id: Int, _ job: Job, _ group: inout DiscardingTaskGroup) {
        group.addTask { [handlers, continuation] in
            let (job, endpoints) = await handlers.locate(job)
            continuation.yield(.located(id, job, endpoints))
        }
    }

    private func observe(_ id: Int, _ job: Job, _ group: inout DiscardingTaskGroup) {
        group.addTask { [handlers, continuation] in
            continuation.yield(.observed(id, await handlers.observe(job)))
        }
    }

    private func abandon(_ id: Int, _ job: Job, _ group: inout DiscardingTaskGroup) {
        group.addTask { [handlers, continuation] in
            await handlers.deliver(await handlers.abandon(job))
            continuation.yield(.delivered(id))
        }
    }

    private func startTimer(
        _ time: Int, _ state: inout State, _ group: inout DiscardingTaskGroup
    ) {
        guard time < state.timer else { return }
        state.timer = time
        group.addTask { [handlers, continuation] in
            await handlers.sleep(time)
            continuation.yield(.timer)
        }
    }
}

/// The limits of a scan. Rates are per second; 0 switches a limit off.
package struct PoolLimits: Hashable, Sendable {
    /// Jobs in progress; at least 1.
    package var concurrency = 1_000
    /// Jobs started per second.
    package var rate = 150
    /// Jobs in progress at one address.
    package var perAddress = 2
    /// Jobs started per second at one address.
    package var perAddressRate = 5
    /// Names looked up per second.
    package var lookupRate = 0
    /// Further attempts after a transient failure.
    package var retries = 1
    /// Jobs held in memory, running or not; the order is random among these.
    package var window = 10_000
    /// Jobs kept to the end because their endpoint has banned the scan; further ones are abandoned
    /// at once.
    package var deferred = 100_000
    /// Consecutive failures, at an endpoint that has answered before, that count as a ban.
    package var banAfter = 4
    /// Microseconds from a ban until one job, after all others, finds out whether it is over.
    package var banPatience = 60_000_000
    /// Microseconds before a failed job is tried again.
    package var retryDelay = 1_000_000

    /// The default limits.
    package init() {}
}

/// What a pool does with its jobs.
package struct PoolHandlers<Job: Sendable, Output: Sendable>: Sendable {
    /// At most so many more jobs, with their endpoints where they are known; nil at the end.
    package var fetch: @Sendable (Int) async -> [(job: Job, endpoints: [Endpoint]?)]?
    /// Finds a job's endpoints; the job may be changed.
    package var locate: @Sendable (Job) async -> (job: Job, endpoints: [Endpoint])
    /// Runs a job, within the job's own deadline.
    package var observe: @Sendable (Job) async -> JobResult<Output>
    /// The record of a job whose endpoint has banned the scan.
    package var abandon: @Sendable (Job) async -> Output
    /// Writes a record. Until it returns, the job counts as running.
    package var deliver: @Sendable (Output) async -> Void
    /// Microseconds since any fixed moment.
    package var now: @Sendable () -> Int
    /// Returns at that time, or immediately when cancelled.
    package var sleep: @Sendable (Int) async -> Void

    package init(
        fetch: @escaping @Sendable (Int) async -> [(job: Job, endpoints: [Endpoint]?)]?,
        locate: @escaping @Sendable (Job) async -> (job: Job, endpoints: [Endpoint]),
        observe: @escaping @Sendable (Job) async -> JobResult<Output>,
        abandon: @escaping @Sendable (Job) async -> Output,
        deliver: @escaping @Sendable (Output) async -> Void,
        now: @escaping @Sendable () -> Int, sleep: @escaping @Sendable (Int) async -> Void
    ) {
        self.fetch = fetch
        self.locate = locate
        self.observe = observe
        self.abandon = abandon
        self.deliver = deliver
        self.now = now
        self.sleep = sleep
    }
}
