internal import OriginFacts

/// The way a certificate authority asks for its challenge over HTTP: as a visitor at `http://`, following
/// redirects (RFC 8555 section 8.3; letsencrypt.org/docs/challenge-types, HTTP-01).
public enum RenewalPath {
    /// Any name below the challenge folder; what answers is not looked at, only whether something does.
    public static let path = "/.well-known/acme-challenge/fullstrict"

    /// Certificates of authorities that renew by ACME live at most 90 days (letsencrypt.org/docs/faq,
    /// zerossl.com, pki.goog); a day more for the hour they are backdated.
    private static let longestLifetime: Int64 = 91 * 86_400

    /// Whether the address shows a certificate that was probably got by ACME.
    static func isLikely(at seen: AddressObservation) -> Bool {
        guard let leaf = seen.chain.first, !leaf.isSelfIssued else { return false }
        return leaf.notAfter - leaf.notBefore <= longestLifetime
    }
}
