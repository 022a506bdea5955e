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
