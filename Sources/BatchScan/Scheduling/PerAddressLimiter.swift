internal import DequeModule
internal import OriginFacts

/// Keeps the limits of each address: slots, the spacing of starts, and who waits for a slot.
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

    /// Takes a slot at every address and returns when to start; or queues at the first that has none.
    mutating func admit(_ id: Int, to addresses: [IPAddress], at now: Int) -> Int? {
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

    /// Gives the slots back.
    mutating func leave(_ addresses: [IPAddress], at now: Int) {
        for address in addresses { states[address]?.running -= 1 }
        sweep(addresses[...], at: now)
        if states.count > sweepAt {
            sweep(Array(states.keys)[...], at: now)
            sweepAt = max(4_096, states.count * 2)
        }
    }

    /// Who waits longest at an address with a free slot; it has to ask for admission again.
    mutating func next(at address: IPAddress) -> Int? {
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

/// Spaces events: so many a second, with a tenth of a second's worth at once at most.
struct RateLimiter {
    /// Microseconds between two events; 0 is no limit.
    private let interval: Int
    /// How far ahead of its turn an event may be.
    private let slack: Int
    private var turn = Int.min / 2

    init(perSecond rate: Int) {
        interval = rate > 0 ? max(1, 1_000_000 / rate) : 0
        slack = max(0, 100_000 - interval)
    }

    /// When the next event may be.
    var ready: Int {
        interval == 0 ? .min : turn - slack
    }

    /// Counts an event.
    mutating func pass(at now: Int) {
        turn = max(turn, now) + interval
    }
}

/// Remembers which places have answered, and notices when one stops: a firewall that bans scanners
/// (fail2ban, CSF) goes silent or refuses from one moment to the next, for every name.
struct CircuitBreaker {
    /// What a failure at a place means.
    enum Meaning {
        /// It has never answered.
        case stranger
        /// It has answered before; it may be ill, or tired of us.
        case suspicious
        case banned
    }

    /// Places remembered twice over; the least used half is forgotten.
    private static let capacity = 16_384

    private let limit: Int
    /// Failures in a row at places that have answered.
    private var recent: [Endpoint: Int] = [:]
    private var older: [Endpoint: Int] = [:]
    /// Places that have banned us, and when that was noticed.
    private(set) var banned: [Endpoint: Int] = [:]

    init(after limit: Int) {
        self.limit = max(1, limit)
    }

    func isBanned(_ place: Endpoint) -> Bool {
        !banned.isEmpty && banned[place] != nil
    }

    /// The place is alive; true when it was thought to have banned us.
    mutating func answered(_ place: Endpoint) -> Bool {
        set(0, for: place)
        return banned.removeValue(forKey: place) != nil
    }

    mutating func failed(_ place: Endpoint, at now: Int) -> Meaning {
        if banned[place] != nil { return .banned }
        guard let failures = recent[place] ?? older[place] else { return .stranger }
        set(failures + 1, for: place)
        guard failures + 1 >= limit else { return .suspicious }
        banned[place] = now
        return .banned
    }

    private mutating func set(_ failures: Int, for place: Endpoint) {
        if recent.count >= Self.capacity, recent[place] == nil {
            older = recent
            recent = [:]
        }
        recent[place] = failures
    }
}
