internal import DequeModule
internal import OriginFacts

/// Enforces the limits of each address: jobs in progress, the interval between starts, and the
/// queue of jobs that wait for a slot.
struct PerAddressLimiter {
    private struct State {
        var running = 0
        /// When the next job may start.
        var nextStart = Int.min
        var waiting = Deque<Int>()
    }

    private let slots: Int
    /// Microseconds between two starts.
    private let interval: Int
    private var states: [IPAddress: State] = [:]
    private var sweepAt = 4_096
    private(set) var waitingCount = 0

    init(_ limits: PoolLimits) {
        slots = limits.perAddress > 0 ? limits.perAddress : .max
        interval = limits.perAddressRate > 0 ? max(1, 1_000_000 / limits.perAddressRate) : 0
    }

    /// Takes a slot at every address and returns when the job may start. If an address has no free
    /// slot, the job is queued there and the result is nil.
    mutating func acquire(_ id: Int, at addresses: [IPAddress], _ now: Int) -> Int? {
        if let full = addresses.first(where: { (states[$0]?.running ?? 0) >= slots }) {
            states[full, default: State()].waiting.append(id)
            waitingCount += 1
            return nil
        }
        var start = now
        for address in addresses { start = max(start, states[address]?.nextStart ?? .min) }
        for address in addresses {
            states[address, default: State()].running += 1
            if interval > 0 { states[address]?.nextStart = start + interval }
        }
        return start
    }

    mutating func release(_ addresses: [IPAddress], at now: Int) {
        for address in addresses { states[address]?.running -= 1 }
        sweep(addresses[...], at: now)
        if states.count > sweepAt {
            sweep(Array(states.keys)[...], at: now)
            sweepAt = max(4_096, states.count * 2)
        }
    }

    /// Removes the longest-waiting job from the queue of an address with a free slot; the caller
    /// must acquire slots for it again.
    mutating func nextWaiting(at address: IPAddress) -> Int? {
        guard let state = states[address], state.running < slots,
            let id = states[address]?.waiting.popFirst()
        else { return nil }
        waitingCount -= 1
        return id
    }

    private mutating func sweep(_ addresses: ArraySlice<IPAddress>, at now: Int) {
        for address in addresses {
            guard let state = states[address], state.running == 0, state.waiting.isEmpty,
                state.nextStart <= now
            else { continue }
            states[address] = nil
        }
    }
}

/// Limits a rate: so many events a second, with bursts of at most a tenth of a second's worth.
struct RateLimiter {
    /// Microseconds between two events; 0 is no limit.
    private let interval: Int
    /// How far ahead of schedule an event may be.
    private let slack: Int
    private var schedule = Int.min / 2

    init(perSecond rate: Int) {
        interval = rate > 0 ? max(1, 1_000_000 / rate) : 0
        slack = max(0, 100_000 - interval)
    }

    /// The earliest time of the next event.
    var nextTime: Int {
        interval == 0 ? .min : schedule - slack
    }

    mutating func record(at now: Int) {
        schedule = max(schedule, now) + interval
    }
}

/// Detects bans. A firewall that bans scanners (fail2ban, CSF) goes silent, or refuses, for every
/// name at once; so an endpoint that has answered before and then fails repeatedly has probably
/// banned the scan.
struct CircuitBreaker {
    /// What a failure at an endpoint means.
    enum Meaning {
        case neverAnswered
        /// It has answered before: it may be down, or may have banned the scan.
        case suspicious
        case banned
    }

    /// Endpoints in each of the two generations; the older one is forgotten when the recent one is
    /// full.
    private static let capacity = 16_384

    private let limit: Int
    /// Consecutive failures at endpoints that have answered.
    private var recent: [Endpoint: Int] = [:]
    private var older: [Endpoint: Int] = [:]
    /// Endpoints that have banned the scan, and when that was noticed.
    private(set) var banned: [Endpoint: Int] = [:]

    init(after limit: Int) {
        self.limit = max(1, limit)
    }

    func isBanned(_ endpoint: Endpoint) -> Bool {
        !banned.isEmpty && banned[endpoint] != nil
    }

    /// Records an answer. Returns true if the endpoint was considered banned.
    mutating func answered(_ endpoint: Endpoint) -> Bool {
        set(0, for: endpoint)
        return banned.removeValue(forKey: endpoint) != nil
    }

    mutating func failed(_ endpoint: Endpoint, at now: Int) -> Meaning {
        if banned[endpoint] != nil { return .banned }
        guard let failures = recent[endpoint] ?? older[endpoint] else { return .neverAnswered }
        set(failures + 1, for: endpoint)
        guard failures + 1 >= limit else { return .suspicious }
        banned[endpoint] = now
        return .banned
    }

    private mutating func set(_ failures: Int, for endpoint: Endpoint) {
        if recent.count >= Self.capacity, recent[endpoint] == nil {
            older = recent
            recent = [:]
        }
        recent[endpoint] = failures
    }
}
