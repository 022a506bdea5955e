public import OriginFacts

/// A visitor's way through the edge to one address. Redirects within the same host are followed
/// until a request is served, fails or repeats.
struct VisitorWalk {
    let mode: EncryptionMode
    let settings: EdgeSettings
    let judge: LegJudge

    /// The end of the walk.
    struct End {
        var outcome: EdgeOutcome
        var basis: Basis
        var because: [FindingKind]
        var trail: [WalkStep]
        /// The exchange needed to continue the walk.
        var missing: ExchangeKey?
        /// Whether the walk stopped at the limit on redirects.
        var isExhausted = false
    }

    /// The maximum number of requests to follow; browsers give up after 20.
    static let stepLimit = 12

    private struct Endpoint {
        let scheme: VisitorScheme
        let path: String

        func isIn(_ trail: [WalkStep]) -> Bool {
            trail.contains { $0.scheme == scheme && $0.path == path }
        }
    }

    /// Walks from the target's own URL with that scheme, or from another path of its host.
    func walk(
        from scheme: VisitorScheme, path: String? = nil, atMost limit: Int = stepLimit
    ) -> End {
        var place = Endpoint(scheme: scheme, path: path ?? judge.target.path)
        var end = End(outcome: .unknown, basis: .documented, because: [], trail: [])
        while end.trail.count < limit {
            guard !place.isIn(end.trail) else {
                end.outcome = .loop
                return end
            }
            guard let next = step(at: place, &end) else { return end }
            place = next
        }
        end.outcome = .unknown
        end.basis = .unknown
        end.isExhausted = true
        return end
    }

    /// Makes one request. Returns the next place, or nil if the walk has ended.
    private func step(at place: Endpoint, _ end: inout End) -> Endpoint? {
        let port = judge.target.visitorPorts[place.scheme]
        let route = RouteTable.route(mode, visitor: place.scheme, port: port, settings: settings)
        var record = WalkStep(
            scheme: place.scheme, path: place.path, route: route, answer: .unknown)
        defer { end.trail.append(record) }
        switch route {
        case .redirectToHTTP:
            record.answer = .redirect(status: 301, location: url(.http, place.path))
            return Endpoint(scheme: .http, path: place.path)
        case .redirectToHTTPS:
            record.answer = .redirect(status: 301, location: url(.https, place.path))
            return Endpoint(scheme: .https, path: place.path)
        case .plain:
            let key = ExchangeKey(leg: .plain, forwarded: place.scheme, path: place.path)
            return take(judge.plain(key), key, place, &record, &end)
        case .tls(let rule):
            let key = ExchangeKey(leg: .tls, forwarded: place.scheme, path: place.path)
            return take(judge.tls(key, rule: rule), key, place, &record, &end)
        }
    }

    private func take(
        _ leg: LegOutcome, _ key: ExchangeKey, _ place: Endpoint, _ record: inout WalkStep,
        _ end: inout End
    ) -> Endpoint? {
        end.basis = max(end.basis, leg.basis)
        if let because = leg.because { end.because.append(because) }
        switch leg.answer {
        case .edgeError(let error):
            record.answer = .edgeError(error)
            end.outcome = .edgeError(error)
        case .unknown:
            end.outcome = .unknown
        case .notAsked:
            end.outcome = .unknown
            end.missing = key
        case .answered(let answer):
            return follow(answer, from: place, &record, &end)
        }
        return nil
    }

    private func follow(
        _ answer: HTTPAnswer, from place: Endpoint, _ record: inout WalkStep, _ end: inout End
    ) -> Endpoint? {
        record.answer = .status(answer.status)
        end.outcome = .passedThrough(status: answer.status)
        guard answer.isRedirect, let location = answer.location else { return nil }
        record.answer = .redirect(status: answer.status, location: location)
        let destination = RedirectTarget(
            location: location, from: place.scheme, path: place.path, target: judge.target)
        switch destination {
        case .sameHost(let scheme, let path): return Endpoint(scheme: scheme, path: path)
        case .elsewhere, .notFollowable: return nil
        }
    }

    private func url(_ scheme: VisitorScheme, _ path: String) -> String {
        let port = judge.target.visitorPorts[scheme]
        let suffix = port == scheme.defaultPort ? "" : ":\(port)"
        return "\(scheme.rawValue)://\(judge.target.host.inURL)\(suffix)\(path)"
    }
}

/// One request of the visitor's walk.
public struct WalkStep: Hashable, Sendable {
    public var scheme: VisitorScheme
    /// The path and query.
    public var path: String
    public var route: EdgeRoute
    public var answer: StepAnswer

    package init(scheme: VisitorScheme, path: String, route: EdgeRoute, answer: StepAnswer) {
        self.scheme = scheme
        self.path = path
        self.route = route
        self.answer = answer
    }
}

/// The response to a step of the walk.
public enum StepAnswer: Hashable, Sendable {
    /// A final response from the origin.
    case status(Int)
    /// A redirect from the origin or the edge, with its Location as received.
    case redirect(status: Int, location: String)
    case edgeError(EdgeError)
    case unknown
}

/// Whether the origin's redirects depend on `X-Forwarded-Proto`.
public enum HeaderTrust: String, Hashable, Sendable, CaseIterable {
    /// Different responses to the two values: the header is trusted, so the predicted loop, or its
    /// absence, is real.
    case trusted
    /// Equal responses: the header is ignored, or trusted from Cloudflare's addresses only.
    case ignoredFromHere = "ignored-from-here"
}
