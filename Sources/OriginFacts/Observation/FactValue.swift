/// A fact that proves a finding, as a plain value. Reporting decides how the fact is written.
public indirect enum FactValue: Sendable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([FactValue])
    /// Named facts, in output order.
    case record([(name: StaticString, value: FactValue)])

    // Facts from an observation, written the same way as in the observation itself.
    case time(UnixTime)
    case key(KeyFacts)
    case alert(TLSAlert)
    case dns(DNSAnswer)
    case trial(HTTP1Trial)
    case notTested(NotTested)
    case doubts([RevocationDoubt])
    /// The reason that something was not checked, written as a sentence.
    case reason(NotTested)
}

extension FactValue {
    /// Returns the fact for an optional value; nil becomes null.
    public static func optional<Wrapped>(
        _ value: Wrapped?, _ fact: (Wrapped) -> FactValue
    ) -> FactValue {
        value.map(fact) ?? .null
    }

    /// Returns a list of texts.
    public static func texts(_ texts: [String]) -> FactValue {
        .list(texts.map(FactValue.text))
    }

    /// Returns a record with one more fact at its end; any other value is returned unchanged.
    public func adding(_ name: StaticString, _ value: FactValue) -> FactValue {
        guard case .record(let facts) = self else { return self }
        return .record(facts + [(name, value)])
    }

    /// Returns a record with an id as its first fact; any other value is returned unchanged.
    public func identified(by id: String) -> FactValue {
        guard case .record(let facts) = self else { return self }
        return .record([("id", .text(id))] + facts)
    }
}

extension FactValue: ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral {
    /// Creates a record that keeps the order of the literal.
    public init(dictionaryLiteral elements: (StaticString, FactValue)...) {
        self = .record(elements)
    }

    /// Creates a Boolean fact.
    public init(booleanLiteral value: Bool) {
        self = .flag(value)
    }
}
