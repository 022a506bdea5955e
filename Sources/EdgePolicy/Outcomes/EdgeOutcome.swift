public import OriginFacts

/// The final result of a visitor's request.
public enum EdgeOutcome: Hashable, Sendable {
    /// The origin's own status, passed through by the edge.
    case passedThrough(status: Int)
    case edgeError(EdgeError)
    /// The browser gives up: ERR_TOO_MANY_REDIRECTS.
    case loop
    /// The outcome cannot be known from here. It is never a guess.
    case unknown

    /// The spelling in JSON: `200`, `526`, `530/1016`, `522-or-525`, `loop`, `unknown`.
    public var id: String {
        switch self {
        case .passedThrough(let status): String(status)
        case .edgeError(let error): error.rawValue
        case .loop: "loop"
        case .unknown: "unknown"
        }
    }
}

/// Rules for combining outcomes into a result.
extension EdgeOutcome {
    /// Whether the visitor gets a response from the origin, regardless of its status.
    var serves: Bool {
        switch self {
        case .passedThrough: true
        case .edgeError, .loop, .unknown: false
        }
    }

    /// Whether the origin was silent for longer than we waited. It is a 524 if the silence lasts
    /// 125 s.
    var isOpenQuestion: Bool {
        self == .edgeError(.noAnswer)
    }

    /// Whether the visitor is certain to get an error.
    var breaks: Bool {
        switch self {
        case .edgeError, .loop: !isOpenQuestion
        case .passedThrough, .unknown: false
        }
    }
}

extension VisitorResult {
    /// Returns the result over all addresses; `unknown` if there are no outcomes.
    static func of(_ outcomes: [EdgeOutcome]) -> VisitorResult {
        if outcomes.isEmpty { return .unknown }
        if outcomes.allSatisfy(\.breaks) { return .breaks }
        if outcomes.contains(where: \.breaks) { return .degraded }
        if outcomes.contains(.unknown) { return .unknown }
        return outcomes.contains(where: \.isOpenQuestion) ? .incomplete : .works
    }
}

/// The errors that the edge itself generates
/// (developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors).
public enum EdgeError: String, Hashable, Sendable, CaseIterable {
    /// The edge connected, but the response is empty, malformed, reset or too large.
    case unknownReply = "520"
    /// The TCP connection is refused.
    case refused = "521"
    /// No response to SYN within 19 s; or, once connected, no acknowledgement of the request within
    /// 90 s.
    case timedOut = "522"
    /// No route to the address.
    case unreachable = "523"
    /// The edge connected and sent the request, but got no response within 125 s; or it could not
    /// write the request within 30 s.
    case noAnswer = "524"
    case handshakeFailed = "525"
    case invalidCertificate = "526"
    /// The handshake stalls. The edge returns 522 or 525; it is not documented which.
    case stalledHandshake = "522-or-525"
    /// The origin's name does not resolve. The edge returns 530 with 1016 in the body.
    case originNameUnresolved = "530/1016"
    /// The record points to an address of Cloudflare or another forbidden address.
    case forbiddenAddress = "1000"

    /// Whether the edge retries once at another address of the same name after this error
    /// (developers.cloudflare.com/fundamentals: zero-downtime failover lists 521, 522, 523, 525,
    /// 526).
    public var isRetriedElsewhere: Bool {
        switch self {
        case .refused, .timedOut, .unreachable, .handshakeFailed, .invalidCertificate,
            .stalledHandshake:
            true
        case .unknownReply, .noAnswer, .originNameUnresolved, .forbiddenAddress: false
        }
    }
}

/// The support for a prediction. If a prediction has several parts, the weakest one counts.
public enum Basis: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Stated by Cloudflare.
    case documented
    /// Derived from documented behaviour, Pingora or BoringSSL.
    case inferred
    /// Reported by users.
    case community
    /// Not settled by any source found.
    case unknown

    public static func < (firmer: Basis, weaker: Basis) -> Bool {
        firmer.rank < weaker.rank
    }

    private var rank: Int {
        switch self {
        case .documented: 0
        case .inferred: 1
        case .community: 2
        case .unknown: 3
        }
    }
}

/// The outcome of one request over one leg to one address.
struct LegOutcome: Hashable, Sendable {
    var answer: LegAnswer
    var basis: Basis
    /// The finding that proves it; nil for an ordinary response.
    var because: FindingKind?

    static func edge(_ error: EdgeError, _ basis: Basis, _ because: FindingKind) -> LegOutcome {
        LegOutcome(answer: .edgeError(error), basis: basis, because: because)
    }

    static func unknown(_ because: FindingKind?) -> LegOutcome {
        LegOutcome(answer: .unknown, basis: .unknown, because: because)
    }
}

/// One outcome, with the addresses that produce it.
public struct WeightedOutcome: Hashable, Sendable {
    public var outcome: EdgeOutcome
    /// The addresses that produce it; empty if the outcome precedes any address (DNS).
    public var addresses: [IPAddress]
    /// The fraction of traffic, above 0 and at most 1, based on the addresses the edge would choose
    /// from.
    public var share: Double
    public var basis: Basis
    /// The ids of the findings that prove it; empty for an ordinary page.
    public var because: [String]
    /// The steps of the visitor's browser, from the typed URL to the end. Never empty unless the
    /// outcome precedes any request.
    public var trail: [WalkStep]
    /// Whether Always Use HTTPS, whose state is not known, would prevent this outcome.
    public var unlessAlwaysHTTPS: Bool

    package init(
        outcome: EdgeOutcome, addresses: [IPAddress], share: Double, basis: Basis,
        because: [String] = [], trail: [WalkStep] = [], unlessAlwaysHTTPS: Bool = false
    ) {
        self.outcome = outcome
        self.addresses = addresses
        self.share = share
        self.basis = basis
        self.because = because
        self.trail = trail
        self.unlessAlwaysHTTPS = unlessAlwaysHTTPS
    }
}
