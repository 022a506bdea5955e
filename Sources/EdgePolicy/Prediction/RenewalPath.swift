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
        case .passedThrough(let status) where StrangerRule.isRefusal(status) || status >= 500:
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
