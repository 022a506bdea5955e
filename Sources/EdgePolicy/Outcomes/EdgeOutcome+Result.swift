/// How outcomes add up to a result.
extension EdgeOutcome {
    /// Whether the visitor gets an answer of the origin, whatever its status.
    var serves: Bool {
        switch self {
        case .passedThrough: true
        case .edgeError, .loop, .unknown: false
        }
    }

    /// A silence we did not wait out: 524 if it lasts 125 s.
    var isOpenQuestion: Bool {
        self == .edgeError(.noAnswer)
    }

    /// Whether the visitor certainly gets an error.
    var breaks: Bool {
        switch self {
        case .edgeError, .loop: !isOpenQuestion
        case .passedThrough, .unknown: false
        }
    }
}

extension VisitorResult {
    /// The result over all addresses; `unknown` for none.
    static func of(_ outcomes: [EdgeOutcome]) -> VisitorResult {
        if outcomes.isEmpty { return .unknown }
        if outcomes.allSatisfy(\.breaks) { return .breaks }
        if outcomes.contains(where: \.breaks) { return .degraded }
        if outcomes.contains(.unknown) { return .unknown }
        return outcomes.contains(where: \.isOpenQuestion) ? .incomplete : .works
    }
}
