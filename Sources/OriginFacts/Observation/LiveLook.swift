/// The responses that the public URL of a proxied name currently returns through the real edge.
public struct LiveLook: Hashable, Sendable {
    /// The response to `GET http://host/`, sent the way a visitor sends it.
    public var http: LiveAnswer
    /// The response to `GET https://host/`.
    public var https: LiveAnswer

    package init(http: LiveAnswer, https: LiveAnswer) {
        self.http = http
        self.https = https
    }

    public subscript(scheme: VisitorScheme) -> LiveAnswer {
        switch scheme {
        case .http: http
        case .https: https
        }
    }
}

/// A single response through the edge.
public struct LiveAnswer: Hashable, Sendable {
    public var address: IPAddress
    public var connection: ConnectionFact
    /// The handshake with the edge; `notTested(.notReached)` over http.
    public var handshake: HandshakeFact
    public var result: ExchangeResult
    /// The edge's own error, if the body contained one (RFC 9457 JSON with `cloudflare_error`,
    /// developers.cloudflare.com/fundamentals/reference/error-responses).
    public var edgeError: LiveEdgeError?

    package init(
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

/// The relevant fields of an edge error.
public struct LiveEdgeError: Hashable, Sendable {
    /// The HTTP status: 526, 530, 403.
    public var status: Int
    /// The error code: 526, 1016, 1000; nil if the body did not contain one.
    public var code: Int?
    /// The stable error name, as sent by the edge.
    public var name: String?
    public var category: String?

    package init(status: Int, code: Int?, name: String?, category: String?) {
        self.status = status
        self.code = code
        self.name = name
        self.category = category
    }
}
