internal import OriginFacts

/// What one exchange gave: the fact, and the body for those who read on.
struct ExchangeOutcome: Sendable {
    var result: ExchangeResult
    var body: [UInt8] = []

    /// An exchange that failed.
    static func failed(_ failure: ExchangeFailure) -> ExchangeOutcome {
        ExchangeOutcome(result: .failed(failure))
    }
}
