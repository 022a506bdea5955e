/// What came back for one request.
public enum ExchangeResult: Hashable, Sendable {
    case answered(HTTPAnswer)
    case failed(ExchangeFailure)
    case notTested(NotTested)
}
