internal import OriginFacts

/// The way a certificate authority asks for its challenge over HTTP: as a visitor at `http://`, following
/// redirects (RFC 8555 section 8.3; letsencrypt.org/docs/challenge-types, HTTP-01).
public enum RenewalPath {
    /// Any name below the challenge folder; what answers is not looked at, only whether something does.
    public static let path = "/.well-known/acme-challenge/fullstrict"

    /// The first request and the ten redirects an authority follows after it
    /// (letsencrypt.org/docs/challenge-types, HTTP-01).
    static let stepLimit = 11

    /// Certificates of authorities that renew by ACME live at most 90 days (letsencrypt.org/docs/faq,
    /// zerossl.com, pki.goog); a day more for the hour they are backdated.
    private static let longestLifetime: Int64 = 91 * 86_400

    /// Whether the address shows a certificate that was probably got by ACME, for a name the authority
    /// would ask for: it begins at port 80 whatever port visitors use.
    static func isLikely(at seen: AddressObservation, of target: Target) -> Bool {
        guard target.visitorPorts.http == 80, let leaf = seen.chain.first, !leaf.isSelfIssued
        else { return false }
        return leaf.notAfter - leaf.notBefore <= longestLifetime
    }

    /// What the end of such a walk means to the authority. A redirect to another host is followed by it,
    /// and not from here.
    static func result(of end: VisitorWalk.End) -> RenewalResult {
        if end.isExhausted { return .blocked }
        switch end.outcome {
        case .edgeError, .loop: return .blocked
        case .passedThrough(let status) where AccessRefusal.isRefusal(status) || status >= 500:
            return .blocked
        case .passedThrough:
            if case .redirect = end.trail.last?.answer { return .unknown }
            return .reachable
        case .unknown: return .unknown
        }
    }

    /// Whether a walk asks the origin over TLS with a checked certificate.
    static func needsCertificate(_ end: VisitorWalk.End) -> Bool {
        end.trail.contains { $0.route == .tls(.validated) }
    }
}

/// Whether the challenge of a certificate authority gets through in one mode (RFC 8555 section 8.3).
public struct RenewalPrediction: Hashable, Sendable {
    /// What the authority gets, as a visitor would; never empty.
    public var outcomes: [WeightedOutcome]
    public var result: RenewalResult
    /// Whether the way leads over TLS with a checked certificate: it closes when that has ended.
    public var needsCertificate: Bool
    /// The result with Always Use HTTPS on; nil when that is known to be on or off, or does not exist.
    public var ifAlwaysHTTPS: RenewalResult?

    /// A prediction; `outcomes` must not be empty.
    public init(
        outcomes: [WeightedOutcome], result: RenewalResult, needsCertificate: Bool = false,
        ifAlwaysHTTPS: RenewalResult? = nil
    ) {
        self.outcomes = outcomes
        self.result = result
        self.needsCertificate = needsCertificate
        self.ifAlwaysHTTPS = ifAlwaysHTTPS
    }
}

/// How a certificate authority fares that asks for its challenge over HTTP.
public enum RenewalResult: String, Hashable, Sendable, CaseIterable {
    /// An answer comes back that may hold the challenge.
    case reachable
    /// An error, a refusal or an endless redirect.
    case blocked
    /// Some addresses let it through, some do not.
    case mixed
    case unknown
}

/// The walk of a certificate authority, in each mode.
extension ModePredictor {
    /// The walk of a certificate authority to the renewal path of one address.
    func renewalWalk(
        _ mode: EncryptionMode, to seen: AddressObservation, settings: EdgeSettings? = nil
    ) -> VisitorWalk.End {
        let judge = LegJudge(
            target: observation.target, seen: seen, vantage: observation.vantage,
            verdict: verdicts[seen.address])
        return VisitorWalk(mode: mode, settings: settings ?? self.settings, judge: judge)
            .walk(from: .http, path: RenewalPath.path, atMost: RenewalPath.stepLimit)
    }

    /// Whether a certificate got by ACME may have to be renewed there.
    func isRenewed(at seen: AddressObservation) -> Bool {
        RenewalPath.isLikely(at: seen, of: observation.target)
            && verdicts[seen.address]?.anchor != .originCA
    }

    /// How renewal at those addresses fares in a mode; nil when there are none, or nobody asked.
    func renewal(
        _ mode: EncryptionMode, of renewed: [AddressObservation]
    ) -> RenewalPrediction? {
        var walks: [(IPAddress, VisitorWalk.End)] = []
        for seen in renewed {
            let end = renewalWalk(mode, to: seen)
            guard end.missing == nil else { return nil }
            walks.append((seen.address, end))
        }
        guard !walks.isEmpty else { return nil }
        return RenewalPrediction(
            outcomes: Self.weigh(walks), result: Self.result(of: walks.map(\.1)),
            needsCertificate: walks.contains { RenewalPath.needsCertificate($0.1) },
            ifAlwaysHTTPS: ifAlwaysHTTPS(mode, renewed))
    }

    private func ifAlwaysHTTPS(
        _ mode: EncryptionMode, _ renewed: [AddressObservation]
    ) -> RenewalResult? {
        guard settings.alwaysUseHTTPS == .unknown, mode != .off else { return nil }
        var upgraded = settings
        upgraded.alwaysUseHTTPS = .on
        let ends = renewed.map { renewalWalk(mode, to: $0, settings: upgraded) }
        return Self.result(of: ends)
    }

    private static func result(of ends: [VisitorWalk.End]) -> RenewalResult {
        let results = Set(ends.map(RenewalPath.result))
        guard results.count > 1 else { return results.first ?? .unknown }
        return results.contains(.blocked) ? .mixed : .unknown
    }
}
