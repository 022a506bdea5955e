/// A JSON value whose members keep their order (RFC 8259).
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A whole number outside the range of `Int64`, as it was written; most likely an identifier.
    case digits(String)
    /// Written as null when it is not finite, which JSON cannot express.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONMembers)

    /// The member's value; nil when this is not an object or has no such member; the first of
    /// several.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// A whole number, clamped to the range of `Int64`.
    @inlinable package static func of(_ number: some BinaryInteger) -> JSONValue {
        .integer(Int64(clamping: number))
    }

    /// The text, or null.
    package static func of(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }

    /// An array of strings.
    package static func of(_ texts: [String]) -> JSONValue {
        .array(texts.map(JSONValue.string))
    }

    /// An object with those members added at the end.
    package func adding(_ more: JSONValue) -> JSONValue {
        guard case .object(let members) = self, case .object(let added) = more else { return self }
        return .object(JSONMembers(pairs: members.pairs + added.pairs))
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
    /// An object; the order of the literal stays.
    package init(dictionaryLiteral elements: (JSONName, JSONValue)...) {
        self = .object(JSONMembers(pairs: elements))
    }

    /// An array.
    package init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    /// A string.
    package init(stringLiteral value: String) {
        self = .string(value)
    }

    /// true or false.
    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }
}

/// One name and value of a JSON object.
package struct JSONMember: Hashable, Sendable {
    package var name: String
    package var value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

/// The members of a JSON object, in order. Stored as the pairs of a dictionary literal, so that
/// building a result from some eighty objects copies none of them.
package struct JSONMembers: RandomAccessCollection, Hashable, Sendable {
    /// The members as a dictionary literal holds them.
    package let pairs: [(JSONName, JSONValue)]

    /// The members of a dictionary literal.
    package init(pairs: [(JSONName, JSONValue)]) {
        self.pairs = pairs
    }

    /// Members in that order.
    package init(_ members: some Sequence<JSONMember>) {
        pairs = members.map { (.text($0.name), $0.value) }
    }

    package var startIndex: Int {
        0
    }

    package var endIndex: Int {
        pairs.count
    }

    /// The member at that position.
    package subscript(position: Int) -> JSONMember {
        JSONMember(pairs[position].0.text, pairs[position].1)
    }

    package static func == (left: JSONMembers, right: JSONMembers) -> Bool {
        left.elementsEqual(right)
    }

    package func hash(into hasher: inout Hasher) {
        forEach { hasher.combine($0) }
    }
}

/// The name of a member of a JSON object: a literal of this program, or text from elsewhere. A
/// result has some four hundred names; literals are written without reference counting or escaping.
package enum JSONName: Sendable {
    /// Printable ASCII without quotes and backslashes.
    case word(StaticString)
    case text(String)

    /// The name as a string.
    package var text: String {
        switch self {
        case .word(let word): word.description
        case .text(let text): text
        }
    }
}

extension JSONName: ExpressibleByStringLiteral {
    /// A literal of this program.
    package init(stringLiteral word: StaticString) {
        self = .word(word)
    }
}
