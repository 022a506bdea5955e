/// What came of one job.
public struct Observed<Output: Sendable>: Sendable {
    public var output: Output
    /// Places that were asked; those that were not are left out.
    public var contacts: [Contact]
    /// Another attempt may well end otherwise: a time-out, a reset, a resolver that failed.
    public var isTransient: Bool
    /// This machine ran out of descriptors or ports.
    public var isStarved: Bool

    /// What came of it.
    public init(
        _ output: Output, contacts: [Contact] = [], isTransient: Bool = false,
        isStarved: Bool = false
    ) {
        self.output = output
        self.contacts = contacts
        self.isTransient = isTransient
        self.isStarved = isStarved
    }
}
