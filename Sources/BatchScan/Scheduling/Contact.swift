/// How a place met one job.
public struct Contact: Hashable, Sendable {
    /// What can be said of it.
    public enum Result: Hashable, Sendable {
        /// A port opened.
        case answered
        /// Silence or refusal on all ports asked.
        case failed
    }

    public var place: Place
    public var result: Result

    /// A contact.
    public init(_ place: Place, _ result: Result) {
        self.place = place
        self.result = result
    }
}
