/// Runs jobs in the order chosen by a scheduler. One loop handles all events in sequence, and the
/// work is done in separate tasks.
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

    /// Creates a pool, which can be run once.
    package init(
        _ limits: PoolLimits, _ handlers: PoolHandlers<Job, Output>,
        seed: UInt64 = .random(in: .min ... .max)
    ) {
        self.limits = limits
        self.handlers = handlers
        self.seed = seed
        (events, continuation) = AsyncStream.makeStream()
    }

    /// Stops starting jobs. Jobs that are running finish and are delivered.
    package func stop() {
        continuation.yield(.stop)
    }

    /// Cancels all running jobs. Nothing more is delivered.
    package func abort() {
        continuation.yield(.abort)
    }

    /// Runs the jobs and returns after every job has been delivered, or after `stop` or `abort`.
    package func run() async {
        await withDiscardingTaskGroup { group in
            var state = State(scheduler: Scheduler(limits, seed: seed))
            guard !advance(&state, &group) else { return }
            for await event in events {
                if handle(event, &state, &group) || advance(&state, &group) { break }
            }
            // Timers may still be running, and after `abort` also jobs.
            group.cancelAll()
        }
    }

    private struct State {
        var scheduler: Scheduler<Job>
        var isFetching = false
        /// The time at which the timer fires.
        var timer = Int.max
    }

    /// Handles an event and returns true if the pool must end immediately.
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

    /// Starts all jobs that may start now and returns true if everything is done.
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

    /// Fetches more jobs if at least a quarter of the window is free.
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

/// The limits of a scan. Rates are per second, and 0 turns a rate limit or a limit per address off.
package struct PoolLimits: Hashable, Sendable {
    /// The maximum number of jobs in progress, at least 1.
    package var concurrency = 1_000
    /// The number of jobs started per second.
    package var rate = 150
    /// The maximum number of jobs in progress at one address.
    package var perAddress = 2
    /// The number of jobs started per second at one address.
    package var perAddressRate = 5
    /// The number of names looked up per second.
    package var lookupRate = 0
    /// The number of further attempts after a transient failure.
    package var retries = 1
    /// The number of jobs in memory, including running ones. The next job is picked from these at
    /// random.
    package var window = 10_000
    /// The maximum number of jobs deferred to the end because their endpoint has banned the scan.
    /// Any further ones are abandoned immediately.
    package var deferred = 100_000
    /// The number of consecutive failures that count as a ban, at an endpoint that has answered
    /// before.
    package var banAfter = 4
    /// The microseconds from a ban until one job tests whether the ban is over. The test runs only
    /// after all other jobs are done.
    package var banPatience = 60_000_000
    /// The microseconds before a failed job is tried again.
    package var retryDelay = 1_000_000

    /// Creates the default limits.
    package init() {}
}

/// The functions with which a pool processes its jobs.
package struct PoolHandlers<Job: Sendable, Output: Sendable>: Sendable {
    /// Returns at most the given number of further jobs, with their endpoints if these are known,
    /// or nil at the end.
    package var fetch: @Sendable (Int) async -> [(job: Job, endpoints: [Endpoint]?)]?
    /// Returns a job's endpoints and the job, which may have been changed.
    package var locate: @Sendable (Job) async -> (job: Job, endpoints: [Endpoint])
    /// Runs a job within its own deadline.
    package var observe: @Sendable (Job) async -> JobResult<Output>
    /// Returns the record of a job whose endpoint has banned the scan.
    package var abandon: @Sendable (Job) async -> Output
    /// Writes a record. The job counts as running until this function returns.
    package var deliver: @Sendable (Output) async -> Void
    /// Returns the microseconds since a fixed moment.
    package var now: @Sendable () -> Int
    /// Returns at the given time, or immediately if the task is cancelled.
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
