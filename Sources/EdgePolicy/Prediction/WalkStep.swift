public import OriginFacts

/// One request of the visitor's walk.
public struct WalkStep: Hashable, Sendable {
    public var scheme: VisitorScheme
    /// Path and query.
    public var path: String
    public var route: EdgeRoute
    public var answer: StepAnswer

    /// A request and its answer.
    public init(scheme: VisitorScheme, path: String, route: EdgeRoute, answer: StepAnswer) {
        self.scheme = scheme
        self.path = path
        self.route = route
        self.answer = answer
    }
}
