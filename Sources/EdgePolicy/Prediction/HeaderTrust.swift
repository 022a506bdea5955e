/// Whether the origin lets `X-Forwarded-Proto` decide about redirects.
public enum HeaderTrust: String, Hashable, Sendable, CaseIterable {
    /// Different answers to the two values: it is trusted, and the loop is (or is not) real.
    case trusted
    /// Equal answers: ignored, or trusted from Cloudflare's addresses only.
    case ignoredFromHere
}
