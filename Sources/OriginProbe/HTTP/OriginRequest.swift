internal import NIOCore
internal import OriginFacts

/// A GET request to an origin, independent of the HTTP version.
struct OriginRequest: Hashable, Sendable {
    /// The value of `Host` or `:authority`.
    var authority: String
    /// The path and query, escaped for a request line.
    var path: String
    /// All other fields in order, without `Host` and `Connection`.
    var fields: [Field]

    struct Field: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// Creates a request as the edge sends it, with the visitor's host and scheme, keep-alive and
    /// no compression (developers.cloudflare.com/fundamentals/reference/http-headers).
    init(_ key: ExchangeKey, of target: Target, options: ProbeOptions) {
        self.init(
            target.authority(key.forwarded), path: key.path, options: options,
            accept: "*/*",
            extra: [
                Field(name: "X-Forwarded-Proto", value: key.forwarded.rawValue),
                Field(name: "CF-Visitor", value: "{\"scheme\":\"\(key.forwarded.rawValue)\"}"),
            ])
    }

    /// Creates a visitor's request to the edge that accepts the edge's errors as JSON
    /// (developers.cloudflare.com/fundamentals/reference/error-responses). Headers intended for the
    /// origin are left out, because they may be secrets.
    init(live scheme: VisitorScheme, of target: Target, options: ProbeOptions) {
        var options = options
        options.headers = []
        self.init(
            target.authority(scheme), path: target.path, options: options,
            accept: "application/json", extra: [])
    }

    /// Creates a request for a download.
    init(authority: String, path: String, userAgent: String) {
        var options = ProbeOptions()
        options.userAgent = userAgent
        self.init(authority, path: path, options: options, accept: "*/*", extra: [])
    }

    private init(
        _ authority: String, path: String, options: ProbeOptions, accept: String, extra: [Field]
    ) {
        self.authority = authority
        self.path = RequestPath.encoded(path)
        fields =
            [
                Field(name: "User-Agent", value: options.userAgent),
                Field(name: "Accept", value: accept),
                Field(name: "Accept-Encoding", value: "identity"),
            ] + extra
        for header in options.headers { add(header) }
    }

    /// Adds a header field, replacing any field with the same name.
    private mutating func add(_ header: RequestHeader) {
        let name = header.name.lowercased()
        if name == "host" {
            authority = header.value
            return
        }
        fields.removeAll { $0.name.lowercased() == name }
        fields.append(Field(name: header.name, value: header.value))
    }
}

extension Target {
    /// Returns the host as a visitor's browser writes it, with the port unless it is the scheme's
    /// default.
    func authority(_ scheme: VisitorScheme) -> String {
        let port = visitorPorts[scheme]
        return port == scheme.defaultPort ? host.inURL : "\(host.inURL):\(port)"
    }
}

/// A connection over which requests can be sent, one at a time. Used only on its event loop.
protocol OriginSession: AnyObject {
    /// Whether another request may be sent on this connection.
    var isReusable: Bool { get }

    /// Sends a request. The completion is called once, at the deadline at the latest.
    func ask(
        _ request: OriginRequest, limits: ResponseLimits, deadline: NIODeadline,
        completion: @escaping (ExchangeOutcome) -> Void)

    /// Closes the connection immediately.
    func close()
}

/// The result of one exchange, with the body for callers that use it.
struct ExchangeOutcome: Sendable {
    var result: ExchangeResult
    var body: [UInt8] = []

    static func failed(_ failure: ExchangeFailure) -> ExchangeOutcome {
        ExchangeOutcome(result: .failed(failure))
    }
}
