/// A JSON value whose members keep their order (RFC 8259).
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A whole number that no `Int64` holds, as it was written: an identifier, most likely.
    case digits(String)
    /// Written as null when it is not finite: JSON has no word for it.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONMembers)

    /// The member's value; nil when this is no object or has no such member. The first one counts.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    static func of(_ number: some BinaryInteger) -> JSONValue {
        .integer(Int64(clamping: number))
    }

    /// The text, or null.
    static func of(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }

    static func of(_ texts: [String]) -> JSONValue {
        .array(texts.map(JSONValue.string))
    }

    /// An object with those members added at the end.
    public func adding(_ more: JSONValue) -> JSONValue {
        guard case .object(let members) = self, case .object(let added) = more else { return self }
        return .object(JSONMembers(pairs: members.pairs + added.pairs))
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
    /// An object; the order of the literal stays.
    public init(dictionaryLiteral elements: (JSONName, JSONValue)...) {
        self = .object(JSONMembers(pairs: elements))
    }

    /// An array.
    public init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    /// A string.
    public init(stringLiteral value: String) {
        self = .string(value)
    }

    /// true or false.
    public init(booleanLiteral value: Bool) {
        self = .bool(value)
    }
}
