/// Which mode to choose, what stands in the way of a stronger one, and what to do.
public struct Recommendation: Hashable, Sendable {
    /// The strongest mode that works; nil when it cannot be told, or none does.
    public var mode: EncryptionMode?
    /// The next stronger mode, and the ids of the findings that block it.
    public var blocked: BlockedMode?
    /// In order of effort, origin first, a weaker mode last.
    public var remedies: [Remedy]
    public var sideEffects: [SideEffect]

    /// A recommendation.
    public init(
        mode: EncryptionMode?, blocked: BlockedMode?, remedies: [Remedy],
        sideEffects: [SideEffect]
    ) {
        self.mode = mode
        self.blocked = blocked
        self.remedies = remedies
        self.sideEffects = sideEffects
    }
}
