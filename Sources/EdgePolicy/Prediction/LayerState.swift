/// How one layer fares.
public enum LayerState: String, Hashable, Sendable, CaseIterable {
    case good
    case bad
    /// Begun, but the deadline came first or a stranger was turned away.
    case incomplete
    /// Nothing could be seen.
    case unknown
}
