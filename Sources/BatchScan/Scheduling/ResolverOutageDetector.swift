/// Distinguishes DNS servers that are down from names whose own servers do not reply. This value
/// has no clock of its own. Times are in microseconds since a fixed moment.
package struct ResolverOutageDetector: Sendable {
    /// The action to take after a lookup without a reply.
    package enum Advice: Hashable, Sendable {
        /// Treat the missing reply as a problem with the name.
        case proceed
        /// Look up a test name. Call `serverReplied` if a reply is received, then call `advice`
        /// again.
        case test
        /// Call `advice` again at that time.
        case wait(until: Int)
        /// Stop waiting, because no server has replied for too long.
        case giveUp
    }

    /// The number of consecutive lookups without a reply before the servers are tested.
    static let suspiciousCount = 20
    /// The microseconds between two tests.
    static let interval = 2_000_000

    private let patience: Int
    private var unanswered = 0
    /// The time when the outage was first suspected.
    private var outageStart: Int?
    private var nextTest = 0
    private var isStopped = false

    package init(patience: Int) {
        self.patience = patience
    }

    /// Records that a server has replied to any lookup.
    package mutating func serverReplied() {
        unanswered = 0
        outageStart = nil
    }

    /// Records that a lookup ended without a reply from any server.
    package mutating func lookupUnanswered() {
        unanswered += 1
    }

    /// Makes every later call of `advice` return `giveUp`.
    package mutating func stop() {
        isStopped = true
    }

    /// Returns the action to take for a lookup without a reply.
    package mutating func advice(at now: Int) -> Advice {
        if isStopped { return .giveUp }
        guard unanswered >= Self.suspiciousCount else { return .proceed }
        guard let outageStart else {
            outageStart = now
            nextTest = now + Self.interval
            return .test
        }
        if now - outageStart >= patience { return .giveUp }
        guard now >= nextTest else { return .wait(until: nextTest) }
        nextTest = now + Self.interval
        return .test
    }
}
