internal import OriginFacts

/// Keeps the limits of each address: slots, the spacing of starts, and who waits for a slot.
struct AddressDesk {
    private struct State {
        var running = 0
        /// When the next job may start.
        var nextStart = Int.min
        var waiting = WaitingLine<Int>()
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
            states[full, default: State()].waiting.push(id)
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
            let id = states[address]?.waiting.pop()
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
