/// What visitors of one scheme would get in one mode, over all addresses behind the name.
public struct VisitorPrediction: Hashable, Sendable {
    /// Never empty; the first is what most visitors get.
    public var outcomes: [WeightedOutcome]
    public var result: VisitorResult

    /// A prediction; `outcomes` must not be empty.
    public init(outcomes: [WeightedOutcome], result: VisitorResult) {
        self.outcomes = outcomes
        self.result = result
    }
}
