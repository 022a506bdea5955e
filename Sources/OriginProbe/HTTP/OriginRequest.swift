internal import NIOCore
internal import OriginFacts

/// One GET as it goes to an origin, whatever HTTP carries it.
struct OriginRequest: Hashable, Sendable {
    /// `Host` or `:authority`.
    var authority: String
    /// Path and query, fit for a request line.
    var path: String
    /// Everything else, in order, without `Host` and `Connection`.
    var fields: [Field]

    /// A header field.
    struct Field: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// As the edge asks: the visitor's host and scheme, keep-alive, no compression
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

    /// As a visitor asks the edge, with its errors as JSON
    /// (developers.cloudflare.com/fundamentals/reference/error-responses). Headers meant for the
    /// origin are left out: they may be secrets.
    init(live scheme: VisitorScheme, of target: Target, options: ProbeOptions) {
        var options = options
        options.headers = []
        self.init(
            target.authority(scheme), path: target.path, options: options,
            accept: "application/json", extra: [])
    }

    /// A plain download.
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

    /// A field of the same name gives way.
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
    /// The host as a visitor's browser writes it, with the port where it is not the scheme's own.
    func authority(_ scheme: VisitorScheme) -> String {
        let port = visitorPorts[scheme]
        return port == scheme.defaultPort ? host.inURL : "\(host.inURL):\(port)"
    }
}

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

/// What one exchange gave: the fact, and the body for those who read on.
struct ExchangeOutcome: Sendable {
    var result: ExchangeResult
    var body: [UInt8] = []

    /// An exchange that failed.
    static func failed(_ failure: ExchangeFailure) -> ExchangeOutcome {
        ExchangeOutcome(result: .failed(failure))
    }
}
