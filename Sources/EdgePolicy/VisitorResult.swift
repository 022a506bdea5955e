/// How that visitor fares.
public enum VisitorResult: String, Hashable, Sendable, CaseIterable {
    /// Every address serves.
    case works
    /// Some addresses serve, some do not: mostly served thanks to the edge's one retry.
    case degraded
    case breaks
    case unknown
}
