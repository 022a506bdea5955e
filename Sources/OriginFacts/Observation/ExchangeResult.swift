/// What came back for one request. Indirect for the reason `HandshakeFact` is.
public enum ExchangeResult: Hashable, Sendable {
    indirect case answered(HTTPAnswer)
    case failed(ExchangeFailure)
    case notTested(NotTested)
}
