internal import DequeModule
internal import HeapModule
internal import OriginFacts

/// Decides which job does what, and when. It is a value without threads or clocks, so that it can
/// be tested in virtual time. Times are microseconds since any fixed moment.
package struct Scheduler<Job: Sendable> {
    /// What is to be done next. The integer is the id of the job, to be passed back with the
    /// result.
    package enum Step {
        /// Find the job's endpoints, then call `located`.
        case locate(Int, Job)
        /// Run the job, then call `observed`. If that returns true, deliver the output and call
        /// `delivered`.
        case observe(Int, Job)
        /// Deliver a record without contacting the endpoints, then call `delivered`.
        case abandon(Int, Job)
        /// Nothing before that time; nil: nothing before the next call.
        case wait(until: Int?)
        case finished
    }

    let limits: PoolLimits
    var jobs: [Int: ScheduledJob<Job>] = [:]
    private var nextID = 0
    /// Jobs that were never started, in no order.
    private var new: [Int] = []
    /// Jobs to be tried again at a time, but not before so many others have been picked.
    private var retries = Deque<(id: Int, time: Int, pick: Int)>()
    private var picks = 0
    private var locating = 0
    var limiter: PerAddressLimiter
    /// Jobs with slots at their addresses that may not start yet.
    private var delayed = Heap<DelayedJob>()
    /// Jobs with slots at their addresses that may start.
    private var ready = Deque<Int>()
    /// Jobs that need no connection.
    private var unconnected = Deque<Int>()
    var abandoned = Deque<Int>()
    var running = 0
    /// The limit in force; lowered when this machine runs out of resources.
    private(set) var concurrency: Int
    private var startLimiter: RateLimiter
    private var lookupLimiter: RateLimiter
    var breaker: CircuitBreaker
    /// Jobs kept to the end because an endpoint of theirs has banned the scan.
    var deferred: [Endpoint: [Int]] = [:]
    var deferredCount = 0
    private var sourceHasEnded = false
    private var isStopped = false
    private var random: UInt64

    /// A scheduler without jobs; `seed` decides the order.
    package init(_ limits: PoolLimits, seed: UInt64) {
        self.limits = limits
        concurrency = max(1, limits.concurrency)
        limiter = PerAddressLimiter(limits)
        startLimiter = RateLimiter(perSecond: limits.rate)
        lookupLimiter = RateLimiter(perSecond: limits.lookupRate)
        breaker = CircuitBreaker(after: limits.banAfter)
        random = seed
    }

    /// How many more jobs can be added now.
    package var room: Int {
        sourceHasEnded || isStopped
            ? 0 : max(0, limits.window - (jobs.count - deferredCount))
    }

    /// Adds a job; `endpoints` is nil when they have to be looked up.
    package mutating func add(_ job: Job, endpoints: [Endpoint]?) {
        jobs[nextID] = ScheduledJob(
            job: job, endpoints: endpoints, needsLookup: endpoints == nil,
            retriesLeft: limits.retries)
        new.append(nextID)
        nextID += 1
    }

    /// No more jobs will be added.
    package mutating func endOfSource() {
        sourceHasEnded = true
    }

    /// Starts nothing more; what is running may finish.
    package mutating func stop() {
        isStopped = true
    }

    /// The next step. To be called until it returns `wait` or `finished`, and again after every
    /// other call.
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

    /// The job's endpoints have been found; none means that the job needs no connection.
    package mutating func located(_ id: Int, _ job: Job, endpoints: [Endpoint], at now: Int) {
        locating -= 1
        jobs[id]?.job = job
        jobs[id]?.endpoints = endpoints
        admit(id, at: now)
    }

    /// The job's record has been written.
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

    /// Moves a located job on: to its start, into a queue, or to the end.
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

    /// Keeps a job for the end.
    mutating func postpone(_ id: Int, because endpoint: Endpoint) {
        guard deferredCount < limits.deferred else { return abandoned.append(id) }
        deferred[endpoint, default: []].append(id)
        deferredCount += 1
    }

    /// Admits jobs that have waited for slots at these addresses.
    mutating func admitWaiting(at addresses: [IPAddress], _ now: Int) {
        for address in addresses {
            while let id = limiter.nextWaiting(at: address) { admit(id, at: now) }
        }
    }

    /// Tries a job again, after those that are waiting now.
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
    /// Whether more jobs should be picked, so that there are enough to fill the free slots.
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

    /// SplitMix64 (Steele, Lea, Flood 2014).
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

    /// When everything else is done, one job at each endpoint that banned the scan finds out
    /// whether the ban is over.
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
