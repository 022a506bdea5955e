/// What the public URL of a proxied name returns today through the real edge.
public struct LiveLook: Hashable, Sendable {
    /// `GET http://host/` as a visitor sends it.
    public var http: LiveAnswer
    /// `GET https://host/`.
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

/// One response through the edge.
public struct LiveAnswer: Hashable, Sendable {
    public var address: IPAddress
    public var connection: ConnectionFact
    /// `notTested(.notReached)` over http.
    public var handshake: HandshakeFact
    public var result: ExchangeResult
    /// The edge's own error, when the body was one (RFC 9457 JSON with `cloudflare_error`,
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

/// The fields of an edge error that matter.
public struct LiveEdgeError: Hashable, Sendable {
    /// HTTP status: 526, 530, 403.
    public var status: Int
    /// 526, 1016, 1000; nil when the body named none.
    public var code: Int?
    /// The stable name, as sent.
    public var name: String?
    public var category: String?

    package init(status: Int, code: Int?, name: String?, category: String?) {
        self.status = status
        self.code = code
        self.name = name
        self.category = category
    }
}
