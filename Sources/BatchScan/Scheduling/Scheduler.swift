internal import DequeModule
internal import HeapModule
internal import OriginFacts

/// Decides which job may do what, and when: a value without threads or clocks, so that its laws can be
/// tested in virtual time. Times are microseconds from any beginning.
public struct Scheduler<Job: Sendable> {
    /// What is to be done next. The number names the job in the calls that answer.
    public enum Step {
        /// Find out where the job leads, then call `located`.
        case locate(Int, Job)
        /// Ask, then call `observed`; when that says so deliver, then call `delivered`.
        case observe(Int, Job)
        /// Write a record without asking, then call `delivered`.
        case abandon(Int, Job)
        /// Nothing before that time; nil: nothing before the next call.
        case wait(until: Int?)
        case finished
    }

    let limits: PoolLimits
    var tickets: [Int: ScheduledJob<Job>] = [:]
    private var nextNumber = 0
    /// Jobs still to be located, in no order.
    private var fresh: [Int] = []
    /// Jobs to be tried again: when, and after how many others.
    private var again = Deque<(number: Int, time: Int, turn: Int)>()
    private var picks = 0
    private var locating = 0
    var desk: PerAddressLimiter
    /// Jobs with slots at their addresses, until their start.
    private var spaced = Heap<TimedJob>()
    /// Jobs that may start as far as their addresses go.
    private var admitted = Deque<Int>()
    /// Jobs that need no connection.
    private var unpaced = Deque<Int>()
    var abandoned = Deque<Int>()
    var running = 0
    /// Concurrency, lowered when this machine runs out of something.
    private(set) var bound: Int
    private var pacer: RateLimiter
    private var lookupPacer: RateLimiter
    var breaker: CircuitBreaker
    var deferred: [Endpoint: [Int]] = [:]
    var deferredCount = 0
    private var sourceHasEnded = false
    private var isStopped = false
    private var random: UInt64

    /// A scheduler without jobs; `seed` decides the shuffle.
    public init(_ limits: PoolLimits, seed: UInt64) {
        self.limits = limits
        bound = max(1, limits.concurrency)
        desk = PerAddressLimiter(limits)
        pacer = RateLimiter(perSecond: limits.rate)
        lookupPacer = RateLimiter(perSecond: limits.lookupRate)
        breaker = CircuitBreaker(after: limits.banAfter)
        random = seed
    }

    /// How many more jobs it takes now.
    public var wants: Int {
        sourceHasEnded || isStopped
            ? 0 : max(0, limits.window - (tickets.count - deferredCount))
    }

    /// Adds a job; `places` is nil when they have to be looked up.
    public mutating func add(_ job: Job, places: [Endpoint]?) {
        tickets[nextNumber] = ScheduledJob(
            job: job, places: places, needsLookup: places == nil, retries: limits.retries)
        fresh.append(nextNumber)
        nextNumber += 1
    }

    /// No more jobs will be added.
    public mutating func endOfSource() {
        sourceHasEnded = true
    }

    /// Begins nothing more; what runs may end.
    public mutating func stop() {
        isStopped = true
    }

    /// The next step; to be called until it says `wait` or `finished`, and again after every other call.
    public mutating func next(at now: Int) -> Step {
        while let next = spaced.min, next.start <= now {
            admitted.append(spaced.removeMin().number)
        }
        if isStopped { return running + locating == 0 ? .finished : .wait(until: nil) }
        if running < bound, let step = start(at: now) { return step }
        while canPick, let number = pick(at: now) {
            if tickets[number]?.places == nil {
                locating += 1
                lookupPacer.pass(at: now)
                return step(number) { .locate(number, $0) }
            }
            admit(number, at: now)
            if running < bound, let step = start(at: now) { return step }
        }
        if isIdle { return sourceHasEnded ? trial(at: now) : .wait(until: nil) }
        return .wait(until: wakeUp(after: now))
    }

    /// Where the job turned out to lead; empty when there is nobody to ask.
    public mutating func located(_ number: Int, _ job: Job, places: [Endpoint], at now: Int) {
        locating -= 1
        tickets[number]?.job = job
        tickets[number]?.places = places
        admit(number, at: now)
    }

    /// The record of the job is written, or its output is nobody's any more.
    public mutating func delivered(_ number: Int) {
        running -= 1
        tickets[number] = nil
    }
}

// MARK: - Starting

extension Scheduler {
    private mutating func start(at now: Int) -> Step? {
        if let number = abandoned.popFirst() {
            running += 1
            return step(number) { .abandon(number, $0) }
        }
        if let number = unpaced.popFirst() { return begin(number) }
        guard pacer.ready <= now, let number = admitted.popFirst() else { return nil }
        pacer.pass(at: now)
        return begin(number)
    }

    private mutating func begin(_ number: Int) -> Step {
        running += 1
        return step(number) { .observe(number, $0) }
    }

    private func step(_ number: Int, _ make: (Job) -> Step) -> Step {
        tickets[number].map { make($0.job) } ?? .wait(until: nil)
    }

    /// Gives a located job its way: to its start, into a queue, or to the end.
    mutating func admit(_ number: Int, at now: Int) {
        guard let ticket = tickets[number], let places = ticket.places else { return }
        guard !places.isEmpty else { return unpaced.append(number) }
        if !ticket.isTrial, let place = places.first(where: { breaker.isBanned($0) }) {
            return postpone(number, because: place)
        }
        guard let start = desk.admit(number, to: ticket.addresses, at: now) else { return }
        if start > now {
            spaced.insert(TimedJob(start: start, number: number))
        } else {
            admitted.append(number)
        }
    }

    /// Keeps a job for the end.
    mutating func postpone(_ number: Int, because place: Endpoint) {
        guard deferredCount < limits.deferred else { return abandoned.append(number) }
        deferred[place, default: []].append(number)
        deferredCount += 1
    }

    /// Those who waited for a slot at these addresses move up.
    mutating func moveUp(at addresses: [IPAddress], _ now: Int) {
        for address in addresses {
            while let number = desk.next(at: address) { admit(number, at: now) }
        }
    }

    /// Tries a job again, behind those that are waiting now.
    mutating func repeatLater(_ number: Int, at now: Int) {
        guard let ticket = tickets[number] else { return }
        if ticket.needsLookup { tickets[number]?.places = nil }
        tickets[number]?.isTrial = false
        again.append((number, now + limits.retryDelay, picks + fresh.count))
    }

    mutating func lowerBound() {
        bound = max(1, bound - max(1, bound / 8))
    }
}

// MARK: - Picking

extension Scheduler {
    /// Whether more jobs should be located: enough are in sight to fill the free slots.
    private var canPick: Bool {
        locating < bound
            && admitted.count + unpaced.count + locating < max(0, bound - running) + 16
    }

    private mutating func pick(at now: Int) -> Int? {
        guard lookupPacer.ready <= now else { return nil }
        if let first = again.first, first.time <= now, first.turn <= picks || fresh.isEmpty {
            _ = again.popFirst()
            return first.number
        }
        guard !fresh.isEmpty else { return nil }
        picks += 1
        fresh.swapAt(Int(nextRandom() % UInt64(fresh.count)), fresh.count - 1)
        return fresh.removeLast()
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    private mutating func nextRandom() -> UInt64 {
        random &+= 0x9E37_79B9_7F4A_7C15
        return random.mixed
    }

    private var isIdle: Bool {
        fresh.isEmpty && again.isEmpty && spaced.isEmpty && admitted.isEmpty && unpaced.isEmpty
            && abandoned.isEmpty && desk.waitingCount == 0 && running + locating == 0
    }

    private func wakeUp(after now: Int) -> Int? {
        var times: [Int] = []
        if let next = spaced.min { times.append(next.start) }
        if let first = again.first { times.append(first.time) }
        if running < bound, !admitted.isEmpty { times.append(pacer.ready) }
        if canPick, !fresh.isEmpty || !again.isEmpty { times.append(lookupPacer.ready) }
        return times.filter { $0 > now }.min()
    }

    /// When all else is done, one job at each place that banned us finds out whether that is over.
    private mutating func trial(at now: Int) -> Step {
        let due = deferred.keys.map { ($0, (breaker.banned[$0] ?? 0) + limits.banPatience) }
        guard let (place, time) = due.min(by: { $0.1 < $1.1 }) else { return .finished }
        guard time <= now else { return .wait(until: time) }
        guard let number = deferred[place]?.popLast() else { return .finished }
        if deferred[place]?.isEmpty == true { deferred[place] = nil }
        deferredCount -= 1
        tickets[number]?.isTrial = true
        admit(number, at: now)
        if let step = start(at: now) { return step }
        return .wait(until: wakeUp(after: now))
    }
}
