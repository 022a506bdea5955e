/// One look through the edge.
public struct LiveAnswer: Hashable, Sendable {
    public var address: IPAddress
    public var connection: ConnectionFact
    /// `notTested(.notReached)` for the plain look.
    public var handshake: HandshakeFact
    public var result: ExchangeResult
    /// The edge's own error, when the body was one (RFC 9457 JSON with `cloudflare_error`,
    /// developers.cloudflare.com/fundamentals/reference/error-responses).
    public var edgeError: LiveEdgeError?

    /// One look with everything it saw.
    public init(
        address: IPAddress, connection: ConnectionFact, handshake: HandshakeFact,
        result: ExchangeResult, edgeError: LiveEdgeError? = nil
    ) {
        self.address = address
        self.connection = connection
        self.handshake = handshake
        self.result = result
        self.edgeError = edgeError
    }
}
