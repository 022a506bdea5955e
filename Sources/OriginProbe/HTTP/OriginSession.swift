internal import NIOCore

/// A connection over which requests can be sent, one at a time. Lives on its event loop.
protocol OriginSession: AnyObject {
    /// Whether another request may follow on this connection.
    var isReusable: Bool { get }

    /// Sends a request; the completion is called once, at the latest when the deadline comes.
    func ask(
        _ request: OriginRequest, limits: ResponseLimits, deadline: NIODeadline,
        completion: @escaping (ExchangeOutcome) -> Void)

    /// Ends the connection without ceremony.
    func close()
}
