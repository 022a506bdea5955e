internal import NIOCore
internal import OriginFacts

/// One GET request to an origin, independent of the HTTP version.
struct OriginRequest: Hashable, Sendable {
    /// `Host` or `:authority`.
    var authority: String
    /// Path and query, escaped for a request line.
    var path: String
    /// Everything else, in order, without `Host` and `Connection`.
    var fields: [Field]

    struct Field: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// A request as the edge sends it: the visitor's host and scheme, keep-alive, no compression
    /// (developers.cloudflare.com/fundamentals/reference/http-headers).
    init(_ key: ExchangeKey, of target: Target, options: ProbeOptions) {
        self.init(
            target.authority(key.forwarded), path: key.path, options: options,
            accept: "*/*",
            extra: [
                Field(name: "X-Forwarded-Proto", value: key.forwarded.rawValue),
                Field(name: "CF-Visitor", value: "{\"scheme\":\"\(key.forwarded.rawValue)\"}"),
            ])
    }

    /// A visitor's request to the edge, which asks for the edge's errors as JSON
    /// (developers.cloudflare.com/fundamentals/reference/error-responses). Headers meant for the
    /// origin are left out: they may be secrets.
    init(live scheme: VisitorScheme, of target: Target, options: ProbeOptions) {
        var options = options
        options.headers = []
        self.init(
            target.authority(scheme), path: target.path, options: options,
            accept: "application/json", extra: [])
    }

    /// A download.
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

    /// Replaces a field of the same name.
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
    /// The host as a visitor's browser writes it, with the port unless it is the scheme's default.
    func authority(_ scheme: VisitorScheme) -> String {
        let port = visitorPorts[scheme]
        return port == scheme.defaultPort ? host.inURL : "\(host.inURL):\(port)"
    }
}

/// A connection over which requests can be sent, one at a time. Used on its event loop only.
protocol OriginSession: AnyObject {
    /// Whether another request may follow on this connection.
    var isReusable: Bool { get }

    /// Sends a request; the completion is called once, at the deadline at the latest.
    func ask(
        _ request: OriginRequest, limits: ResponseLimits, deadline: NIODeadline,
        completion: @escaping (ExchangeOutcome) -> Void)

    /// Closes the connection immediately.
    func close()
}

/// The result of one exchange: the fact, and the body for callers that read it.
struct ExchangeOutcome: Sendable {
    var result: ExchangeResult
    var body: [UInt8] = []

    static func failed(_ failure: ExchangeFailure) -> ExchangeOutcome {
        ExchangeOutcome(result: .failed(failure))
    }
}
