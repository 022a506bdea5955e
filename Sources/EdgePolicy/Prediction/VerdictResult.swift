/// The five results; the exit status follows from it.
public enum VerdictResult: String, Hashable, Sendable, CaseIterable {
    case ready
    /// Works, with something that needs attention.
    case warning
    /// Some addresses break, some serve.
    case degraded
    case broken
    /// Cannot tell from here.
    case inconclusive
}
