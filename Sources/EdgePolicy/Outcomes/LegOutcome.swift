internal import OriginFacts

/// What one request over one leg to one address comes to.
struct LegOutcome: Hashable, Sendable {
    var answer: LegAnswer
    var basis: Basis
    /// What proves it; nil for an ordinary answer.
    var because: FindingKind?

    static func edge(_ error: EdgeError, _ basis: Basis, _ because: FindingKind) -> LegOutcome {
        LegOutcome(answer: .edgeError(error), basis: basis, because: because)
    }

    static func unknown(_ because: FindingKind?) -> LegOutcome {
        LegOutcome(answer: .unknown, basis: .unknown, because: because)
    }
}
