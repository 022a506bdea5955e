/// Distinguishes DNS servers that are down from names whose own servers do not reply. It is a value
/// without a clock; times are microseconds since any fixed moment.
package struct ResolverOutageDetector: Sendable {
    /// What to do after a lookup without a reply.
    package enum Advice: Hashable, Sendable {
        /// Treat it as a problem of the name.
        case proceed
        /// Look up a test name. Call `serverReplied` if there is a reply, then ask for advice
        /// again.
        case test
        /// Ask for advice again at that time.
        case wait(until: Int)
        /// No server has replied within the patience.
        case giveUp
    }

    /// Consecutive lookups without a reply before the servers are tested.
    static let suspiciousCount = 20
    /// The time between two tests.
    static let interval = 2_000_000

    private let patience: Int
    private var unanswered = 0
    /// When the outage was first suspected.
    private var outageStart: Int?
    private var nextTest = 0
    private var isStopped = false

    package init(patience: Int) {
        self.patience = patience
    }

    /// A server has replied, to whatever lookup.
    package mutating func serverReplied() {
        unanswered = 0
        outageStart = nil
    }

    /// A lookup ended without a reply from any server.
    package mutating func lookupUnanswered() {
        unanswered += 1
    }

    /// Ends all waiting.
    package mutating func stop() {
        isStopped = true
    }

    /// What to do with a lookup without a reply.
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
