/// What a step of the walk met.
public enum StepAnswer: Hashable, Sendable {
    /// A final answer of the origin.
    case status(Int)
    /// A redirect of the origin or the edge, with the place it names as received.
    case redirect(status: Int, location: String)
    case edgeError(EdgeError)
    case unknown
}
