/// How the visitors of one scheme fare in one mode.
public enum VisitorResult: String, Hashable, Sendable, CaseIterable {
    /// Every address serves.
    case works
    /// Connected and asked, but no page came within our time: reach, TLS and certificate stand.
    case incomplete
    /// Some addresses break, some do not: mostly served thanks to the edge's one retry.
    case degraded
    case breaks
    case unknown
}
