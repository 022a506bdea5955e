public import OriginFacts

/// Findings about HTTP responses. `ExchangeTable` detects missing and broken responses.
public enum HTTPFinding: Hashable, Sendable {
    case empty(leg: Leg)
    case malformed(leg: Leg, reason: String)
    case headerTooLarge(leg: Leg, bytes: Int)
    case largeHeader(leg: Leg, bytes: Int)
    case reset(leg: Leg)
    case timedOut(leg: Leg, milliseconds: Int)
    /// The origin violates HTTP/2. `overHTTP1` is the result of the same request over HTTP/1.1,
    /// which the edge uses with HTTP/2 to Origin off.
    case brokenHTTP2(reason: String, overHTTP1: HTTP1Trial?)
    /// The body does not match its announced length or its chunks.
    case bodyBroken(leg: Leg)
    /// The origin responds with 401, 403, 429, 503 or a challenge, which Cloudflare may not
    /// receive.
    case accessRefused(leg: Leg, status: Int)
    case serverError(leg: Leg, status: Int)
    /// The response came from Cloudflare's edge, not from an origin.
    case answeredByEdge(leg: Leg, cfRay: String)
}

extension HTTPFinding {
    var id: String {
        switch self {
        case .empty: "http.empty"
        case .malformed: "http.malformed"
        case .headerTooLarge: "http.header-too-large"
        case .largeHeader: "http.large-header"
        case .reset: "http.reset"
        case .timedOut: "http.timeout"
        case .brokenHTTP2: "http.broken-h2"
        case .bodyBroken: "http.body-broken"
        case .accessRefused: "http.stranger-refused"
        case .serverError: "http.server-error"
        case .answeredByEdge: "http.answered-by-edge"
        }
    }

    var facts: FactValue {
        switch self {
        case .empty(let leg), .reset(let leg), .bodyBroken(let leg): ["leg": .text(leg.rawValue)]
        case .malformed(let leg, let reason):
            ["leg": .text(leg.rawValue), "reason": .text(reason)]
        case .headerTooLarge(let leg, let bytes), .largeHeader(let leg, let bytes):
            ["leg": .text(leg.rawValue), "header_bytes": .number(bytes)]
        case .timedOut(let leg, let milliseconds):
            ["leg": .text(leg.rawValue), "after_ms": .number(milliseconds)]
        case .brokenHTTP2(let reason, let overHTTP1):
            ["reason": .text(reason), "over_http1": .optional(overHTTP1, FactValue.trial)]
        case .accessRefused(let leg, let status), .serverError(let leg, let status):
            ["leg": .text(leg.rawValue), "status": .number(status)]
        case .answeredByEdge(let leg, let ray):
            ["leg": .text(leg.rawValue), "cf_ray": .text(ray)]
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .empty(let leg), .malformed(let leg, _), .headerTooLarge(let leg, _),
            .largeHeader(let leg, _), .reset(let leg), .timedOut(let leg, _),
            .serverError(let leg, _), .bodyBroken(let leg):
            [.fixHTTPAnswer(leg: leg, addresses: context.addresses)]
        case .brokenHTTP2(_, .failed?): [.fixHTTPAnswer(leg: .tls, addresses: context.addresses)]
        case .brokenHTTP2(_, .answered(let status)?): [.disableHTTP2ToOrigin(provedBy: status)]
        case .brokenHTTP2(_, nil): [.disableHTTP2ToOrigin(provedBy: nil)]
        case .accessRefused: [.runOnTheOrigin]
        case .answeredByEdge: [.nameTheOrigin]
        }
    }
}

extension FindingCollector {
    /// The header size above which parts of the edge refuse a response
    /// (developers.cloudflare.com/fundamentals/reference/connection-limits: 16 KB a header).
    private static let largeHeader = 16_384

    /// Returns findings about refusals, server errors, broken bodies and large headers.
    func http(at seen: AddressObservation) -> [Found] {
        Leg.allCases.flatMap { http(at: seen, $0) }
    }

    private func http(at seen: AddressObservation, _ leg: Leg) -> [Found] {
        let answers = seen.exchanges.filter { $0.key.leg == leg }.compactMap(\.result.answer)
        guard let first = answers.first else { return [] }
        let isNeeded = leg == .tls ? mode >= .full : mode <= .flexible
        let severity: Severity = isNeeded ? .warning : .info
        var found: [Found] = []
        if answers.allSatisfy({ AccessRefusal.isRefusal($0.status) }) {
            found.append((.http(.accessRefused(leg: leg, status: first.status)), .info))
        } else if let failed = answers.first(where: { $0.status >= 500 }) {
            found.append((.http(.serverError(leg: leg, status: failed.status)), severity))
        }
        if answers.contains(where: { $0.body.end == .broken }) {
            found.append((.http(.bodyBroken(leg: leg)), severity))
        }
        if let large = answers.first(where: { $0.headerBytes > Self.largeHeader }) {
            found.append((.http(.largeHeader(leg: leg, bytes: large.headerBytes)), .warning))
        }
        return found
    }
}

extension ExchangeResult {
    var answer: HTTPAnswer? {
        switch self {
        case .answered(let answer): answer
        case .failed, .notTested: nil
        }
    }
}
