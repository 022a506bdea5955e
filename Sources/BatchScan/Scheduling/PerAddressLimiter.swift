internal import DequeModule
internal import OriginFacts

/// Limits the jobs in progress at each address and the interval between their starts, and queues
/// the jobs that wait for a slot.
struct PerAddressLimiter {
    private struct State {
        var running = 0
        /// The earliest time at which the next job may start.
        var nextStart = Int.min
        var waiting = Deque<Int>()
    }

    private let slots: Int
    /// The microseconds between two starts.
    private let interval: Int
    private var states: [IPAddress: State] = [:]
    private var sweepAt = 4_096
    private(set) var waitingCount = 0

    init(_ limits: PoolLimits) {
        slots = limits.perAddress > 0 ? limits.perAddress : .max
        interval = limits.perAddressRate > 0 ? max(1, 1_000_000 / limits.perAddressRate) : 0
    }

    /// Reserves a slot at every address and returns the time when the job may start. If an address
    /// has no free slot, queues the job for that address and returns nil.
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

    /// Removes the job that has waited longest from the queue of an address with a free slot. The
    /// caller must then acquire slots for the job again.
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

/// Limits the number of events per second. A burst may contain at most a tenth of a second's
/// events.
struct RateLimiter {
    /// The microseconds between two events. 0 means no limit.
    private let interval: Int
    /// The microseconds by which an event may be ahead of schedule.
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
