/// A JSON value whose members keep their order (RFC 8259).
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A whole number outside the range of `Int64`, as written; most likely an identifier.
    case digits(String)
    /// A floating-point number. Written as null if it is not finite, which JSON cannot express.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONMembers)

    /// The member's value; nil if this is not an object or has no such member. If there are
    /// several, the first one counts.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// Returns a whole number, clamped to the range of `Int64`.
    @inlinable package static func of(_ number: some BinaryInteger) -> JSONValue {
        .integer(Int64(clamping: number))
    }

    /// Returns the text, or null.
    package static func of(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }

    /// Returns an array of strings.
    package static func of(_ texts: [String]) -> JSONValue {
        .array(texts.map(JSONValue.string))
    }

    /// Returns an object with the members of `more` added at the end.
    package func adding(_ more: JSONValue) -> JSONValue {
        guard case .object(let members) = self, case .object(let added) = more else { return self }
        return .object(JSONMembers(pairs: members.pairs + added.pairs))
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
    /// Creates an object with its members in the order of the literal.
    package init(dictionaryLiteral elements: (JSONName, JSONValue)...) {
        self = .object(JSONMembers(pairs: elements))
    }

    /// Creates an array.
    package init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    /// Creates a string.
    package init(stringLiteral value: String) {
        self = .string(value)
    }

    /// Creates true or false.
    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }
}

/// A name and its value in a JSON object.
package struct JSONMember: Hashable, Sendable {
    package var name: String
    package var value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

/// The members of a JSON object, in order. Stored as the pairs of a dictionary literal, so that
/// building a result from about eighty objects copies none of them.
package struct JSONMembers: RandomAccessCollection, Hashable, Sendable {
    /// The members as stored in a dictionary literal.
    package let pairs: [(JSONName, JSONValue)]

    /// Creates the members of a dictionary literal.
    package init(pairs: [(JSONName, JSONValue)]) {
        self.pairs = pairs
    }

    /// Creates members in the given order.
    package init(_ members: some Sequence<JSONMember>) {
        pairs = members.map { (.text($0.name), $0.value) }
    }

    package var startIndex: Int {
        0
    }

    package var endIndex: Int {
        pairs.count
    }

    /// The member at a position.
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

/// The name of a member of a JSON object: a literal in this program, or text from elsewhere. A
/// result has about four hundred names. Literals are written without reference counting or
/// escaping.
package enum JSONName: Sendable {
    /// A literal of printable ASCII without quotes and backslashes.
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
    /// Creates a name from a literal in this program.
    package init(stringLiteral word: StaticString) {
        self = .word(word)
    }
}
