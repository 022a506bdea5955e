internal import OriginFacts

/// How a CA requests its challenge over HTTP: like a visitor at `http://`, following redirects (RFC
/// 8555 section 8.3; letsencrypt.org/docs/challenge-types, HTTP-01).
package enum RenewalPath {
    /// Any name below the challenge folder; only whether something answers matters.
    package static let path = "/.well-known/acme-challenge/fullstrict"

    /// The first request and the ten redirects a CA follows (letsencrypt.org/docs/challenge-types,
    /// HTTP-01).
    static let stepLimit = 11

    /// Certificates of CAs that renew over ACME are valid for at most 90 days
    /// (letsencrypt.org/docs/faq, zerossl.com, pki.goog); plus a day for backdating.
    private static let longestLifetime: Int64 = 91 * 86_400

    /// Whether the address serves a certificate that was probably issued over ACME for a name the
    /// CA would validate: it starts at port 80 whatever port visitors use.
    static func isLikely(at seen: AddressObservation, of target: Target) -> Bool {
        guard target.visitorPorts.http == 80, let leaf = seen.chain.first, !leaf.isSelfIssued
        else { return false }
        return leaf.notAfter - leaf.notBefore <= longestLifetime
    }

    /// What the end of such a walk means for the CA, which, unlike this check, follows redirects to
    /// other hosts.
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

/// Whether a CA's challenge gets through in one mode (RFC 8555 section 8.3).
public struct RenewalPrediction: Hashable, Sendable {
    /// What the CA gets, like a visitor; never empty.
    public var outcomes: [WeightedOutcome]
    public var result: RenewalResult
    /// Whether the path goes over TLS with a validated certificate: it fails once that has expired.
    public var needsCertificate: Bool
    /// The result with Always Use HTTPS on; nil when that is known to be on or off, or does not
    /// exist.
    public var ifAlwaysHTTPS: RenewalResult?

    /// A prediction; `outcomes` must not be empty.
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
    /// An answer comes back that may hold the challenge.
    case reachable
    /// An error, a refusal or a redirect loop.
    case blocked
    /// Some addresses let it through, some do not.
    case mixed
    case unknown
}

/// The walk of a CA, in each mode.
extension ModePredictor {
    /// The walk of a CA to the renewal path of one address.
    func renewalWalk(
        _ mode: EncryptionMode, to seen: AddressObservation, settings: EdgeSettings? = nil
    ) -> VisitorWalk.End {
        let judge = LegJudge(
            target: observation.target, seen: seen, vantage: observation.vantage,
            verdict: verdicts[seen.address])
        return VisitorWalk(mode: mode, settings: settings ?? self.settings, judge: judge)
            .walk(from: .http, path: RenewalPath.path, atMost: RenewalPath.stepLimit)
    }

    /// Whether a certificate issued over ACME may have to be renewed there.
    func isRenewed(at seen: AddressObservation) -> Bool {
        RenewalPath.isLikely(at: seen, of: observation.target)
            && verdicts[seen.address]?.anchor != .originCA
    }

    /// Whether renewal works at those addresses in a mode; nil when there are none or nothing was
    /// asked.
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
