public import OriginFacts

/// What a visitor finally gets.
public enum EdgeOutcome: Hashable, Sendable {
    /// The origin's own status, passed through.
    case passedThrough(status: Int)
    case edgeError(EdgeError)
    /// The browser gives up: ERR_TOO_MANY_REDIRECTS.
    case loop
    /// Not known from here; never a guess.
    case unknown

    /// The spelling on the wire: `200`, `526`, `530/1016`, `522-or-525`, `loop`, `unknown`.
    public var id: String {
        switch self {
        case .passedThrough(let status): String(status)
        case .edgeError(let error): error.rawValue
        case .loop: "loop"
        case .unknown: "unknown"
        }
    }
}

/// How outcomes add up to a result.
extension EdgeOutcome {
    /// Whether the visitor gets an answer of the origin, whatever its status.
    var serves: Bool {
        switch self {
        case .passedThrough: true
        case .edgeError, .loop, .unknown: false
        }
    }

    /// A silence we did not wait out: 524 if it lasts 125 s.
    var isOpenQuestion: Bool {
        self == .edgeError(.noAnswer)
    }

    /// Whether the visitor certainly gets an error.
    var breaks: Bool {
        switch self {
        case .edgeError, .loop: !isOpenQuestion
        case .passedThrough, .unknown: false
        }
    }
}

extension VisitorResult {
    /// The result over all addresses; `unknown` for none.
    static func of(_ outcomes: [EdgeOutcome]) -> VisitorResult {
        if outcomes.isEmpty { return .unknown }
        if outcomes.allSatisfy(\.breaks) { return .breaks }
        if outcomes.contains(where: \.breaks) { return .degraded }
        if outcomes.contains(.unknown) { return .unknown }
        return outcomes.contains(where: \.isOpenQuestion) ? .incomplete : .works
    }
}

/// The errors the edge makes itself
/// (developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors).
public enum EdgeError: String, Hashable, Sendable, CaseIterable {
    /// Connected, but the reply is empty, malformed, reset or too large.
    case unknownReply = "520"
    /// The TCP connection is refused.
    case refused = "521"
    /// No answer to SYN within 19 s; or, once connected, no acknowledgement of the request within
    /// 90 s.
    case timedOut = "522"
    /// No route to the address.
    case unreachable = "523"
    /// Connected and asked, no answer within 125 s; or the request could not be written in 30 s.
    case noAnswer = "524"
    case handshakeFailed = "525"
    case invalidCertificate = "526"
    /// The handshake stalls: the edge's answer is 522 or 525; which is not documented.
    case stalledHandshake = "522-or-525"
    /// The origin's name does not resolve: 530 with 1016 in the body.
    case originNameUnresolved = "530/1016"
    /// The record points at Cloudflare's own or another forbidden address.
    case forbiddenAddress = "1000"

    /// Whether the edge asks another address of the same name once after this error
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

/// How well a prediction is founded; the weakest of its parts counts.
public enum Basis: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Stated by Cloudflare.
    case documented
    /// Follows from documented behaviour, Pingora or BoringSSL.
    case inferred
    /// Reported by users.
    case community
    /// Not settled by anything found.
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

/// What one request over one leg to one address comes to.
struct LegOutcome: Hashable, Sendable {
    var answer: LegAnswer
    var basis: Basis
    /// What proves it; nil for an ordinary answer.
    var because: FindingKind?

    static func edge(_ error: EdgeError, _ basis: Basis, _ because: FindingKind) -> LegOutcome {
        LegOutcome(answer: .edgeError(error), basis: basis, because: because)
    }

    static func unknown(_ because: FindingKind?) -> LegOutcome {
        LegOutcome(answer: .unknown, basis: .unknown, because: because)
    }
}

/// One outcome, for the part of the addresses that give it.
public struct WeightedOutcome: Hashable, Sendable {
    public var outcome: EdgeOutcome
    /// The addresses that give it; empty when the outcome comes before any address (DNS).
    public var addresses: [IPAddress]
    /// Part of the traffic, above 0 and at most 1, by the addresses the edge would choose among.
    public var share: Double
    public var basis: Basis
    /// Ids of the findings that prove it; empty for an ordinary page.
    public var because: [String]
    /// What the visitor's browser went through, from the URL typed to the end; never empty unless
    /// the outcome comes before any request.
    public var trail: [WalkStep]
    /// Whether it would not happen with Always Use HTTPS on, which is not known.
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
