/// A fact that proves a finding, as a plain value. Reporting decides how it is written.
public indirect enum FactValue: Sendable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([FactValue])
    /// Named facts, in the order they are written.
    case record([(name: StaticString, value: FactValue)])

    // Facts of an observation, written as they are written there.
    case time(UnixTime)
    case key(KeyFacts)
    case alert(TLSAlert)
    case dns(DNSAnswer)
    case trial(HTTP1Trial)
    case notTested(NotTested)
    case doubts([RevocationDoubt])
    /// Why something was not checked, as a sentence.
    case reason(NotTested)
}

extension FactValue {
    /// The value, or null.
    public static func optional<Wrapped>(
        _ value: Wrapped?, _ fact: (Wrapped) -> FactValue
    ) -> FactValue {
        value.map(fact) ?? .null
    }

    /// A list of texts.
    public static func texts(_ texts: [String]) -> FactValue {
        .list(texts.map(FactValue.text))
    }

    /// A record with more facts at its end; anything else stays as it is.
    public func adding(_ name: StaticString, _ value: FactValue) -> FactValue {
        guard case .record(let facts) = self else { return self }
        return .record(facts + [(name, value)])
    }

    /// A record with an id at its head; anything else stays as it is.
    public func identified(by id: String) -> FactValue {
        guard case .record(let facts) = self else { return self }
        return .record([("id", .text(id))] + facts)
    }
}

extension FactValue: ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral {
    /// A record; the order of the literal stays.
    public init(dictionaryLiteral elements: (StaticString, FactValue)...) {
        self = .record(elements)
    }

    /// A flag.
    public init(booleanLiteral value: Bool) {
        self = .flag(value)
    }
}
