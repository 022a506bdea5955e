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
