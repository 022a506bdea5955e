/// One request and what came of it.
public struct Exchange: Hashable, Sendable {
    public var key: ExchangeKey
    public var result: ExchangeResult

    /// A request with its result.
    public init(key: ExchangeKey, result: ExchangeResult) {
        self.key = key
        self.result = result
    }
}
