/// Runs jobs by the decisions of a scheduler. One loop takes what happened, one thing after another; the
/// work is done in tasks of its own.
public final class Pool<Job: Sendable, Output: Sendable>: Sendable {
    private enum Event: Sendable {
        case fetched([(job: Job, places: [Endpoint]?)]?)
        case located(Int, Job, [Endpoint])
        case observed(Int, JobResult<Output>)
        case delivered(Int)
        case tick
        case stop
        case abort
    }

    private let limits: PoolLimits
    private let steps: PoolHandlers<Job, Output>
    private let seed: UInt64
    private let events: AsyncStream<Event>
    private let post: AsyncStream<Event>.Continuation

    /// A pool that has not begun; it runs once.
    public init(
        _ limits: PoolLimits, _ steps: PoolHandlers<Job, Output>,
        seed: UInt64 = .random(in: .min ... .max)
    ) {
        self.limits = limits
        self.steps = steps
        self.seed = seed
        (events, post) = AsyncStream.makeStream()
    }

    /// Begins nothing more; what runs is delivered.
    public func stop() {
        post.yield(.stop)
    }

    /// Cancels what runs; nothing more is delivered.
    public func abort() {
        post.yield(.abort)
    }

    /// Returns when every job is delivered, or it was stopped.
    public func run() async {
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
        /// When the next tick comes.
        var alarm = Int.max
    }

    /// True to end at once.
    private func handle(
        _ event: Event, _ state: inout State, _ group: inout DiscardingTaskGroup
    ) -> Bool {
        let now = steps.now()
        switch event {
        case .fetched(let jobs):
            state.isFetching = false
            for (job, places) in jobs ?? [] { state.scheduler.add(job, places: places) }
            if jobs == nil { state.scheduler.endOfSource() }
        case .located(let number, let job, let places):
            state.scheduler.located(number, job, places: places, at: now)
        case .observed(let number, let seen):
            guard state.scheduler.observed(number, seen, at: now) else { break }
            group.addTask { [steps, post] in
                await steps.deliver(seen.output)
                post.yield(.delivered(number))
            }
        case .delivered(let number): state.scheduler.delivered(number)
        case .tick: state.alarm = .max
        case .stop: state.scheduler.stop()
        case .abort: return true
        }
        return false
    }

    /// Starts whatever may start; true when all is done.
    private func advance(_ state: inout State, _ group: inout DiscardingTaskGroup) -> Bool {
        while true {
            fetch(&state, &group)
            switch state.scheduler.next(at: steps.now()) {
            case .locate(let number, let job): locate(number, job, &group)
            case .observe(let number, let job): observe(number, job, &group)
            case .abandon(let number, let job): abandon(number, job, &group)
            case .wait(let time):
                if let time { wake(at: time, &state, &group) }
                return false
            case .finished: return true
            }
        }
    }

    /// Asks for more when a quarter of the window is free.
    private func fetch(_ state: inout State, _ group: inout DiscardingTaskGroup) {
        let wanted = state.scheduler.wants
        guard !state.isFetching, wanted > 0, wanted >= limits.window / 4 else { return }
        state.isFetching = true
        group.addTask { [steps, post] in
            post.yield(.fetched(await steps.fetch(wanted)))
        }
    }

    private func locate(_ number: Int, _ job: Job, _ group: inout DiscardingTaskGroup) {
        group.addTask { [steps, post] in
            let (job, places) = await steps.locate(job)
            post.yield(.located(number, job, places))
        }
    }

    private func observe(_ number: Int, _ job: Job, _ group: inout DiscardingTaskGroup) {
        group.addTask { [steps, post] in
            post.yield(.observed(number, await steps.observe(job)))
        }
    }

    private func abandon(_ number: Int, _ job: Job, _ group: inout DiscardingTaskGroup) {
        group.addTask { [steps, post] in
            await steps.deliver(await steps.abandon(job))
            post.yield(.delivered(number))
        }
    }

    private func wake(at time: Int, _ state: inout State, _ group: inout DiscardingTaskGroup) {
        guard time < state.alarm else { return }
        state.alarm = time
        group.addTask { [steps, post] in
            await steps.sleep(time)
            post.yield(.tick)
        }
    }
}

/// The manners of a scan. Rates are jobs a second; 0 switches a limit off.
public struct PoolLimits: Hashable, Sendable {
    /// Jobs at the same time; at least 1.
    public var concurrency = 1_000
    /// Jobs begun, all together.
    public var rate = 150
    /// Jobs at one address at the same time.
    public var perAddress = 2
    /// Jobs begun at one address.
    public var perAddressRate = 5
    /// Names looked up.
    public var lookupRate = 0
    /// Further attempts after a transient failure.
    public var retries = 1
    /// Jobs held at all, running or not; among these the order is shuffled.
    public var window = 10_000
    /// Jobs kept for the end because their place has banned us; more are given up at once.
    public var deferred = 100_000
    /// Failures in a row, at a place that has answered before, that count as a ban.
    public var banAfter = 4
    /// Microseconds from a ban until one job finds out, at the end of all others, whether it is over.
    public var banPatience = 60_000_000
    /// Microseconds before a failed job is tried again.
    public var retryDelay = 1_000_000

    /// The usual limits.
    public init() {}
}

/// What a pool does with its jobs; all of it comes from outside.
public struct PoolHandlers<Job: Sendable, Output: Sendable>: Sendable {
    /// At most so many more jobs, each with its places where they are known; nil when there are none.
    public var fetch: @Sendable (Int) async -> [(job: Job, places: [Endpoint]?)]?
    /// Where a job leads; the job may be changed.
    public var locate: @Sendable (Job) async -> (job: Job, places: [Endpoint])
    /// Asks. Never longer than the job's own deadline.
    public var observe: @Sendable (Job) async -> JobResult<Output>
    /// The record of a job whose places have banned us.
    public var abandon: @Sendable (Job) async -> Output
    /// Writes a record; while that takes, the job counts as running.
    public var deliver: @Sendable (Output) async -> Void
    /// Microseconds from any beginning.
    public var now: @Sendable () -> Int
    /// Returns at that time, or at once when cancelled.
    public var sleep: @Sendable (Int) async -> Void

    public init(
        fetch: @escaping @Sendable (Int) async -> [(job: Job, places: [Endpoint]?)]?,
        locate: @escaping @Sendable (Job) async -> (job: Job, places: [Endpoint]),
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
