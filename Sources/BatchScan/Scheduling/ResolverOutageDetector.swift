/// Tells a DNS server that is gone from names that nobody answers for: a value without a clock. Times are
/// microseconds from any beginning.
public struct ResolverOutageDetector: Sendable {
    /// What to do after a lookup that nobody answered.
    public enum Advice: Hashable, Sendable {
        /// Take it for the name's own trouble.
        case goOn
        /// Find out whether a server answers for any name; call `heard` if so, and ask for advice again.
        case ask
        /// Ask for advice again then.
        case wait(until: Int)
        /// No server has answered for as long as is waited.
        case gone
    }

    /// Names in a row that nobody answered for, before it is asked whether anybody answers at all.
    static let suspiciousRow = 20
    /// Between two such questions.
    static let interval = 2_000_000

    private let patience: Int
    private var row = 0
    /// Since when the servers are thought to be gone.
    private var since: Int?
    private var nextQuestion = 0
    private var hasEnded = false

    public init(patience: Int) {
        self.patience = patience
    }

    /// A server has answered, for whatever name.
    public mutating func heard() {
        row = 0
        since = nil
    }

    /// A lookup ended without a word from any server.
    public mutating func missed() {
        row += 1
    }

    /// Nobody waits any longer.
    public mutating func end() {
        hasEnded = true
    }

    /// What those with an unanswered lookup do now.
    public mutating func advice(at now: Int) -> Advice {
        if hasEnded { return .gone }
        guard row >= Self.suspiciousRow else { return .goOn }
        guard let since else {
            since = now
            nextQuestion = now + Self.interval
            return .ask
        }
        if now - since >= patience { return .gone }
        guard now >= nextQuestion else { return .wait(until: nextQuestion) }
        nextQuestion = now + Self.interval
        return .ask
    }
}
