/// One request and its result.
public struct Exchange: Hashable, Sendable {
    public var key: ExchangeKey
    public var result: ExchangeResult

    package init(key: ExchangeKey, result: ExchangeResult) {
        self.key = key
        self.result = result
    }
}

/// What distinguishes requests to one address: everything an origin may answer differently.
public struct ExchangeKey: Hashable, Sendable {
    public var leg: Leg
    /// The visitor's scheme, sent as `X-Forwarded-Proto` and `CF-Visitor`
    /// (developers.cloudflare.com/fundamentals/reference/http-headers).
    public var forwarded: VisitorScheme
    /// Path and query.
    public var path: String

    package init(leg: Leg, forwarded: VisitorScheme, path: String) {
        self.leg = leg
        self.forwarded = forwarded
        self.path = path
    }
}

/// What came back for one request. Indirect for speed, like `HandshakeFact`.
public enum ExchangeResult: Hashable, Sendable {
    indirect case answered(HTTPAnswer)
    case failed(ExchangeFailure)
    case notTested(NotTested)
}

/// How an exchange failed after the connection (and handshake) succeeded.
public enum ExchangeFailure: Hashable, Sendable {
    /// Closed without a byte of a response.
    case empty
    /// Bytes that are not HTTP; at most 64 of them are kept.
    case malformed(firstBytes: [UInt8], reason: String)
    /// The head went over the edge's 128 KiB.
    case headerTooLarge(bytes: Int)
    /// RST; `bytesReceived` counts the response's bytes before it.
    case reset(bytesReceived: Int)
    /// No complete head within the time; `bytesReceived` 0 means silence.
    case timedOut(afterMilliseconds: Int, bytesReceived: Int)
    /// Closed inside the head.
    case closedInHeader(bytesReceived: Int)
    /// A violation of HTTP/2: the frame or error that proves it.
    case http2(reason: String)
    /// A fatal TLS alert in place of an answer: TLS 1.3 reports a missing client certificate here.
    case alert(TLSAlert)
}

/// The head of one HTTP response and a bounded look at its body.
public struct HTTPAnswer: Hashable, Sendable {
    /// 100 to 999.
    public var status: Int
    public var httpVersion: HTTPVersion
    /// The first Location field as received (unescaped bytes as Latin-1); nil when absent.
    public var location: String?
    /// Whether there were Location fields of different values.
    public var hasSeveralLocations: Bool
    /// Where the page itself redirects browsers: the Refresh field, or the first `<meta
    /// http-equiv="refresh">` within the body read; nil when nothing does.
    public var refresh: String?
    public var server: String?
    /// The text of the first `<title>` within the body read, at most 200 characters.
    public var title: String?
    /// `cf-ray`, when a Cloudflare edge answered in place of the origin.
    public var cfRay: String?
    public var contentType: String?
    /// The value of Strict-Transport-Security; nil when absent.
    public var strictTransportSecurity: String?
    /// Status line and fields together, in bytes.
    public var headerBytes: Int
    public var body: BodyFacts
    /// Informational statuses seen before the final one.
    public var interim: [Int]
    public var milliseconds: Int

    /// A response with a status and nothing else.
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

    /// Whether browsers follow its status (RFC 9110 section 15.4; 300 and 304 are not followed).
    public var isRedirect: Bool {
        [301, 302, 303, 307, 308].contains(status)
    }
}

/// Which HTTP was spoken.
public enum HTTPVersion: String, Hashable, Sendable, CaseIterable {
    case http1_0 = "1.0"
    case http1_1 = "1.1"
    case http2 = "2"
}

/// What was read of a body: at most 64 KiB, never decompressed.
public struct BodyFacts: Hashable, Sendable {
    public var bytesRead: Int
    /// Lower-case hex of the SHA-256 over what was read; nil when nothing was.
    public var sha256: String?
    public var end: End

    package init(bytesRead: Int, sha256: String?, end: End) {
        self.bytesRead = bytesRead
        self.sha256 = sha256
        self.end = end
    }

    /// How reading ended.
    public enum End: String, Hashable, Sendable, CaseIterable {
        case complete
        /// There was more than we read.
        case cut
        /// The connection closed or broke before the announced end.
        case broken
        /// The deadline passed first.
        case timedOut
    }
}
