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

/// One name and value of a JSON object.
public struct JSONMember: Hashable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

/// The members of a JSON object, in order. Holds pairs, as a dictionary literal brings them: a result is built
/// from some eighty objects, and none is copied for it.
public struct JSONMembers: RandomAccessCollection, Hashable, Sendable {
    let pairs: [(JSONName, JSONValue)]

    init(pairs: [(JSONName, JSONValue)]) {
        self.pairs = pairs
    }

    /// Members in that order.
    public init(_ members: some Sequence<JSONMember>) {
        pairs = members.map { (.text($0.name), $0.value) }
    }

    /// 0.
    public var startIndex: Int {
        0
    }

    /// The number of members.
    public var endIndex: Int {
        pairs.count
    }

    /// A member by its place.
    public subscript(position: Int) -> JSONMember {
        JSONMember(pairs[position].0.text, pairs[position].1)
    }

    /// The same members in the same order.
    public static func == (left: JSONMembers, right: JSONMembers) -> Bool {
        left.elementsEqual(right)
    }

    /// Over all members, in order.
    public func hash(into hasher: inout Hasher) {
        forEach { hasher.combine($0) }
    }
}

/// The name of a member of a JSON object: a word of ours, or text from elsewhere. A result has some four hundred
/// names; words are neither counted nor looked at again when they are written.
public enum JSONName: Sendable {
    /// Printable ASCII without quotes and backslashes.
    case word(StaticString)
    case text(String)

    /// The name as a string.
    public var text: String {
        switch self {
        case .word(let word): word.description
        case .text(let text): text
        }
    }
}

extension JSONName: ExpressibleByStringLiteral {
    /// A word of ours.
    public init(stringLiteral word: StaticString) {
        self = .word(word)
    }
}
