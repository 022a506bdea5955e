internal import OriginFacts

/// The path of a CA's HTTP challenge request. The CA starts at `http://`, like a visitor, and
/// follows redirects (RFC 8555 section 8.3; letsencrypt.org/docs/challenge-types, HTTP-01).
package enum RenewalPath {
    /// A name below the challenge folder. Any name will do, as only the existence of a response
    /// matters.
    package static let path = "/.well-known/acme-challenge/fullstrict"

    /// The maximum number of requests: the first one and the ten redirects that a CA follows
    /// (letsencrypt.org/docs/challenge-types, HTTP-01).
    static let stepLimit = 11

    /// The maximum lifetime of certificates from CAs that support ACME: 90 days
    /// (letsencrypt.org/docs/faq, zerossl.com, pki.goog), plus a day for backdating.
    private static let longestLifetime: Int64 = 91 * 86_400

    /// Whether the address serves a certificate that was probably issued over ACME, for a name the
    /// CA would validate. The CA starts at port 80, whichever port visitors use.
    static func isLikely(at seen: AddressObservation, of target: Target) -> Bool {
        guard target.visitorPorts.http == 80, let leaf = seen.chain.first, !leaf.isSelfIssued
        else { return false }
        return leaf.notAfter - leaf.notBefore <= longestLifetime
    }

    /// Returns the result for the CA from the end of a walk. Unlike this check, the CA also follows
    /// redirects to other hosts.
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

    /// Whether a walk reaches the origin over TLS with a validated certificate.
    static func needsCertificate(_ end: VisitorWalk.End) -> Bool {
        end.trail.contains { $0.route == .tls(.validated) }
    }
}

/// The prediction for a CA's challenge in one mode (RFC 8555 section 8.3).
public struct RenewalPrediction: Hashable, Sendable {
    /// The outcomes for the CA's request, like those for a visitor; never empty.
    public var outcomes: [WeightedOutcome]
    public var result: RenewalResult
    /// Whether the path uses TLS with a validated certificate, so that it fails once the
    /// certificate expires.
    public var needsCertificate: Bool
    /// The result with Always Use HTTPS on; nil if the setting is known to be on or off, or is not
    /// available.
    public var ifAlwaysHTTPS: RenewalResult?

    /// Creates a prediction; `outcomes` must not be empty.
    package init(
        outcomes: [WeightedOutcome], result: RenewalResult, needsCertificate: Bool = false,
        ifAlwaysHTTPS: RenewalResult? = nil
    ) {
        self.outcomes = outcomes
        self.result = result
        self.needsCertificate = needsCertificate
        self.ifAlwaysHTTPS = ifAlwaysHTTPS
    }
}

/// The result for a CA that requests its challenge over HTTP.
public enum RenewalResult: String, Hashable, Sendable, CaseIterable {
    /// The CA gets a response that may hold the challenge.
    case reachable
    /// The CA gets an error, a refusal or a redirect loop.
    case blocked
    /// Some addresses let the challenge request through, and some do not.
    case mixed
    case unknown
}

/// The walk of a CA in each mode.
extension ModePredictor {
    /// Follows a CA's request for the renewal path at one address.
    func renewalWalk(
        _ mode: EncryptionMode, to seen: AddressObservation, settings: EdgeSettings? = nil
    ) -> VisitorWalk.End {
        let judge = LegJudge(
            target: observation.target, seen: seen, vantage: observation.vantage,
            verdict: verdicts[seen.address])
        return VisitorWalk(mode: mode, settings: settings ?? self.settings, judge: judge)
            .walk(from: .http, path: RenewalPath.path, atMost: RenewalPath.stepLimit)
    }

    /// Whether an ACME certificate at this address may need this path for renewal.
    func isRenewed(at seen: AddressObservation) -> Bool {
        RenewalPath.isLikely(at: seen, of: observation.target)
            && verdicts[seen.address]?.anchor != .originCA
    }

    /// Returns the renewal prediction for those addresses in a mode; nil if there are no addresses
    /// or nothing was requested.
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
