/// What visitors of one scheme must be predicted to get in one mode; outcomes in the spelling of
/// `EdgeOutcome.id`.
package enum ExpectedOutcome: Hashable, Sendable, ExpressibleByStringLiteral {
    /// This, from all addresses.
    case exactly(String)
    /// Any one of these, from all addresses: what the edge does is not settled.
    case oneOf([String])
    /// Each of these from an equal part of the addresses, in any order; one that is there twice has twice
    /// the part.
    case mixed([String])

    package init(stringLiteral outcome: String) {
        self = .exactly(outcome)
    }

    /// Every outcome that is named.
    package var outcomes: [String] {
        switch self {
        case .exactly(let outcome): [outcome]
        case .oneOf(let outcomes), .mixed(let outcomes): outcomes
        }
    }

    /// For people: `526`, `525 or unknown`, `200+526`.
    package var text: String {
        switch self {
        case .exactly(let outcome): outcome
        case .oneOf(let outcomes): outcomes.joined(separator: " or ")
        case .mixed(let outcomes): outcomes.joined(separator: "+")
        }
    }

    /// Whether a prediction, as outcomes with their share of the addresses, is the expected one.
    package func isMet(by predicted: [(outcome: String, share: Double)]) -> Bool {
        let shares = Dictionary(predicted.map { ($0.outcome, $0.share) }, uniquingKeysWith: +)
        switch self {
        case .exactly(let outcome):
            return Set(shares.keys) == [outcome]
        case .oneOf(let outcomes):
            return shares.count == 1 && shares.keys.allSatisfy(outcomes.contains)
        case .mixed(let outcomes):
            let part = 1 / Double(outcomes.count)
            let parts = Dictionary(outcomes.map { ($0, part) }, uniquingKeysWith: +)
            return Set(shares.keys) == Set(outcomes)
                && shares.allSatisfy { abs($0.value - (parts[$0.key] ?? 0)) < 0.01 }
        }
    }
}
