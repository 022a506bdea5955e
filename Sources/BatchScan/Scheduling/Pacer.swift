/// Spaces events: so many a second, with a tenth of a second's worth at once at most.
struct Pacer {
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
