internal import DequeModule
internal import HeapModule
internal import OriginFacts

/// Decides what is done for each job, and when. It has no threads or clocks, so that it can be
/// tested in virtual time. Times are in microseconds since a fixed moment.
package struct Scheduler<Job: Sendable> {
    /// The next action. The integer is the id of the job, which must be passed back with the
    /// result.
    package enum Step {
        /// Find the job's endpoints, then call `located`.
        case locate(Int, Job)
        /// Run the job, then call `observed`. If that returns true, deliver the output and call
        /// `delivered`.
        case observe(Int, Job)
        /// Deliver a record without contacting the endpoints, then call `delivered`.
        case abandon(Int, Job)
        /// Do nothing until that time or, if it is nil, until the next call.
        case wait(until: Int?)
        case finished
    }

    let limits: PoolLimits
    var jobs: [Int: ScheduledJob<Job>] = [:]
    private var nextID = 0
    /// The jobs that have never been started, in no particular order.
    private var new: [Int] = []
    /// The jobs to be tried again. Each has an earliest time and the number of picks to wait for,
    /// unless there are no new jobs.
    private var retries = Deque<(id: Int, time: Int, pick: Int)>()
    private var picks = 0
    private var locating = 0
    var limiter: PerAddressLimiter
    /// The jobs that have slots at their addresses but may not start yet.
    private var delayed = Heap<DelayedJob>()
    /// The jobs that have slots at their addresses and may start.
    private var ready = Deque<Int>()
    /// The jobs that need no connection.
    private var unconnected = Deque<Int>()
    var abandoned = Deque<Int>()
    var running = 0
    /// The current limit, which is lowered when this machine runs out of resources.
    private(set) var concurrency: Int
    private var startLimiter: RateLimiter
    private var lookupLimiter: RateLimiter
    var breaker: CircuitBreaker
    /// The jobs deferred to the end because one of their endpoints has banned the scan.
    var deferred: [Endpoint: [Int]] = [:]
    var deferredCount = 0
    private var sourceHasEnded = false
    private var isStopped = false
    private var random: UInt64

    /// Creates a scheduler without jobs. The seed determines the order in which jobs are picked.
    package init(_ limits: PoolLimits, seed: UInt64) {
        self.limits = limits
        concurrency = max(1, limits.concurrency)
        limiter = PerAddressLimiter(limits)
        startLimiter = RateLimiter(perSecond: limits.rate)
        lookupLimiter = RateLimiter(perSecond: limits.lookupRate)
        breaker = CircuitBreaker(after: limits.banAfter)
        random = seed
    }

    /// The number of jobs that can be added now.
    package var room: Int {
        sourceHasEnded || isStopped
            ? 0 : max(0, limits.window - (jobs.count - deferredCount))
    }

    /// Adds a job. `endpoints` is nil if they have to be looked up.
    package mutating func add(_ job: Job, endpoints: [Endpoint]?) {
        jobs[nextID] = ScheduledJob(
            job: job, endpoints: endpoints, needsLookup: endpoints == nil,
            retriesLeft: limits.retries)
        new.append(nextID)
        nextID += 1
    }

    /// Records that no more jobs will be added.
    package mutating func endOfSource() {
        sourceHasEnded = true
    }

    /// Stops starting jobs. Jobs that are running may finish.
    package mutating func stop() {
        isStopped = true
    }

    /// Returns the next step. Call it until it returns `wait` or `finished`, and again after every
    /// call of another method.
    package mutating func next(at now: Int) -> Step {
        while let first = delayed.min, first.start <= now { ready.append(delayed.removeMin().id) }
        if isStopped { return running + locating == 0 ? .finished : .wait(until: nil) }
        if running < concurrency, let step = start(at: now) { return step }
        while canPick, let id = pick(at: now) {
            if jobs[id]?.endpoints == nil {
                locating += 1
                lookupLimiter.record(at: now)
                return step(id) { .locate(id, $0) }
            }
            admit(id, at: now)
            if running < concurrency, let step = start(at: now) { return step }
        }
        if isIdle { return sourceHasEnded ? trial(at: now) : .wait(until: nil) }
        return .wait(until: wakeTime(after: now))
    }

    /// Stores the endpoints that were found for a job. If there are none, the job needs no
    /// connection.
    package mutating func located(_ id: Int, _ job: Job, endpoints: [Endpoint], at now: Int) {
        locating -= 1
        jobs[id]?.job = job
        jobs[id]?.endpoints = endpoints
        admit(id, at: now)
    }

    /// Removes a job after its record has been written.
    package mutating func delivered(_ id: Int) {
        running -= 1
        jobs[id] = nil
    }
}

// MARK: - Starting

extension Scheduler {
    private mutating func start(at now: Int) -> Step? {
        if let id = abandoned.popFirst() {
            running += 1
            return step(id) { .abandon(id, $0) }
        }
        if let id = unconnected.popFirst() { return begin(id) }
        guard startLimiter.nextTime <= now, let id = ready.popFirst() else { return nil }
        startLimiter.record(at: now)
        return begin(id)
    }

    private mutating func begin(_ id: Int) -> Step {
        running += 1
        return step(id) { .observe(id, $0) }
    }

    private func step(_ id: Int, _ make: (Job) -> Step) -> Step {
        jobs[id].map { make($0.job) } ?? .wait(until: nil)
    }

    /// Prepares a located job to start, queues it, or defers it to the end.
    mutating func admit(_ id: Int, at now: Int) {
        guard let job = jobs[id], let endpoints = job.endpoints else { return }
        guard !endpoints.isEmpty else { return unconnected.append(id) }
        if !job.isTrial, let banned = endpoints.first(where: { breaker.isBanned($0) }) {
            return postpone(id, because: banned)
        }
        guard let start = limiter.acquire(id, at: job.addresses, now) else { return }
        if start > now {
            delayed.insert(DelayedJob(start: start, id: id))
        } else {
            ready.append(id)
        }
    }

    /// Defers a job to the end, or abandons it if too many jobs are deferred.
    mutating func postpone(_ id: Int, because endpoint: Endpoint) {
        guard deferredCount < limits.deferred else { return abandoned.append(id) }
        deferred[endpoint, default: []].append(id)
        deferredCount += 1
    }

    /// Admits the jobs that wait for slots at these addresses, if slots are free.
    mutating func admitWaiting(at addresses: [IPAddress], _ now: Int) {
        for address in addresses {
            while let id = limiter.nextWaiting(at: address) { admit(id, at: now) }
        }
    }

    /// Schedules another attempt at a job, after the jobs that are waiting now.
    mutating func retryLater(_ id: Int, at now: Int) {
        guard let job = jobs[id] else { return }
        if job.needsLookup { jobs[id]?.endpoints = nil }
        jobs[id]?.isTrial = false
        retries.append((id, now + limits.retryDelay, picks + new.count))
    }

    mutating func lowerConcurrency() {
        concurrency = max(1, concurrency - max(1, concurrency / 8))
    }
}

// MARK: - Picking

extension Scheduler {
    /// Whether more jobs should be picked to fill the free slots.
    private var canPick: Bool {
        locating < concurrency
            && ready.count + unconnected.count + locating < max(0, concurrency - running) + 16
    }

    private mutating func pick(at now: Int) -> Int? {
        guard lookupLimiter.nextTime <= now else { return nil }
        if let first = retries.first, first.time <= now, first.pick <= picks || new.isEmpty {
            retries.removeFirst()
            return first.id
        }
        guard !new.isEmpty else { return nil }
        picks += 1
        new.swapAt(Int(nextRandom() % UInt64(new.count)), new.count - 1)
        return new.removeLast()
    }

    /// Returns the next number from SplitMix64 (Steele, Lea, Flood 2014).
    private mutating func nextRandom() -> UInt64 {
        random &+= 0x9E37_79B9_7F4A_7C15
        return random.mixed
    }

    private var isIdle: Bool {
        new.isEmpty && retries.isEmpty && delayed.isEmpty && ready.isEmpty && unconnected.isEmpty
            && abandoned.isEmpty && limiter.waitingCount == 0 && running + locating == 0
    }

    private func wakeTime(after now: Int) -> Int? {
        var times: [Int] = []
        if let first = delayed.min { times.append(first.start) }
        if let first = retries.first { times.append(first.time) }
        if running < concurrency, !ready.isEmpty { times.append(startLimiter.nextTime) }
        if canPick, !new.isEmpty || !retries.isEmpty { times.append(lookupLimiter.nextTime) }
        return times.filter { $0 > now }.min()
    }

    /// Returns the step that starts a job to test whether an endpoint's ban is over, or a wait
    /// until then. Called when all other jobs are done.
    private mutating func trial(at now: Int) -> Step {
        let due = deferred.keys.map { ($0, (breaker.banned[$0] ?? 0) + limits.banPatience) }
        guard let (endpoint, time) = due.min(by: { $0.1 < $1.1 }) else { return .finished }
        guard time <= now else { return .wait(until: time) }
        guard let id = deferred[endpoint]?.popLast() else { return .finished }
        if deferred[endpoint]?.isEmpty == true { deferred[endpoint] = nil }
        deferredCount -= 1
        jobs[id]?.isTrial = true
        admit(id, at: now)
        if let step = start(at: now) { return step }
        return .wait(until: wakeTime(after: now))
    }
}
