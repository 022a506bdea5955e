/// An HTTP request and its result.
public struct Exchange: Hashable, Sendable {
    public var key: ExchangeKey
    public var result: ExchangeResult

    package init(key: ExchangeKey, result: ExchangeResult) {
        self.key = key
        self.result = result
    }
}

/// The properties that distinguish requests to one address: everything that may change the origin's
/// response.
public struct ExchangeKey: Hashable, Sendable {
    public var leg: Leg
    /// The visitor's scheme, sent as `X-Forwarded-Proto` and `CF-Visitor`
    /// (developers.cloudflare.com/fundamentals/reference/http-headers).
    public var forwarded: VisitorScheme
    /// The path and query.
    public var path: String

    package init(leg: Leg, forwarded: VisitorScheme, path: String) {
        self.leg = leg
        self.forwarded = forwarded
        self.path = path
    }
}

/// The result of one request. The large case is indirect for speed, as in `HandshakeFact`.
public enum ExchangeResult: Hashable, Sendable {
    indirect case answered(HTTPAnswer)
    case failed(ExchangeFailure)
    case notTested(NotTested)
}

/// The way an exchange failed after the connection (and handshake) succeeded.
public enum ExchangeFailure: Hashable, Sendable {
    /// The connection was closed before any byte of a response.
    case empty
    /// The response was not HTTP; at most 64 bytes of it are kept.
    case malformed(firstBytes: [UInt8], reason: String)
    /// The response head exceeded the edge's limit of 128 KiB.
    case headerTooLarge(bytes: Int)
    /// The origin sent RST; `bytesReceived` counts the response bytes before the reset.
    case reset(bytesReceived: Int)
    /// No complete response head arrived in time; `bytesReceived` is 0 if nothing arrived at all.
    case timedOut(afterMilliseconds: Int, bytesReceived: Int)
    /// The connection was closed before the end of the response head.
    case closedInHeader(bytesReceived: Int)
    /// A violation of HTTP/2; `reason` names the frame or error that proves it.
    case http2(reason: String)
    /// A fatal TLS alert in place of a response. TLS 1.3 reports a missing client certificate this
    /// way.
    case alert(TLSAlert)
}

/// The head of one HTTP response and facts about a limited part of its body.
public struct HTTPAnswer: Hashable, Sendable {
    /// The status code, 100 to 999.
    public var status: Int
    public var httpVersion: HTTPVersion
    /// The first Location field as received (unescaped bytes as Latin-1); nil if absent.
    public var location: String?
    /// Whether the response had Location fields with different values.
    public var hasSeveralLocations: Bool
    /// The target to which the page itself redirects browsers: from the Refresh field, or from the
    /// first `<meta http-equiv="refresh">` in the part of the body that was read; nil if neither is
    /// present.
    public var refresh: String?
    public var server: String?
    /// The text of the first `<title>` in the part of the body that was read, at most 200
    /// characters.
    public var title: String?
    /// The `cf-ray` field, if a Cloudflare edge responded in place of the origin.
    public var cfRay: String?
    public var contentType: String?
    /// The value of Strict-Transport-Security; nil if absent.
    public var strictTransportSecurity: String?
    /// The size of the status line and fields together, in bytes.
    public var headerBytes: Int
    public var body: BodyFacts
    /// The informational statuses received before the final status.
    public var interim: [Int]
    public var milliseconds: Int

    /// Creates a response with only a status, an HTTP version and an optional Location.
    package init(status: Int, httpVersion: HTTPVersion = .http1_1, location: String? = nil) {
        self.status = status
        self.httpVersion = httpVersion
        self.location = location
        hasSeveralLocations = false
        refresh = nil
        server = nil
        title = nil
        cfRay = nil
        contentType = nil
        strictTransportSecurity = nil
        headerBytes = 0
        body = BodyFacts(bytesRead: 0, sha256: nil, end: .complete)
        interim = []
        milliseconds = 0
    }

    /// Whether browsers follow this redirect status (RFC 9110 section 15.4; 300 and 304 are not
    /// followed).
    public var isRedirect: Bool {
        [301, 302, 303, 307, 308].contains(status)
    }
}

/// The HTTP version of a response.
public enum HTTPVersion: String, Hashable, Sendable, CaseIterable {
    case http1_0 = "1.0"
    case http1_1 = "1.1"
    case http2 = "2"
}

/// The part of a body that was read: at most 64 KiB, never decompressed.
public struct BodyFacts: Hashable, Sendable {
    public var bytesRead: Int
    /// The SHA-256 of the bytes read, in lower-case hex; nil if nothing was read.
    public var sha256: String?
    public var end: End

    package init(bytesRead: Int, sha256: String?, end: End) {
        self.bytesRead = bytesRead
        self.sha256 = sha256
        self.end = end
    }

    /// The reason that reading ended.
    public enum End: String, Hashable, Sendable, CaseIterable {
        case complete
        /// The body was longer than the limit.
        case cut
        /// The connection was closed or reset before the announced end of the body.
        case broken
        /// The deadline passed before the end of the body.
        case timedOut
    }
}
