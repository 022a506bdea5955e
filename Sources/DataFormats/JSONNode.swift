/// A value in a document together with its path, so that an error can name the field.
package struct JSONNode {
    package let value: JSONValue
    private let path: Path

    private indirect enum Path {
        case root
        case member(Path, String)
        case item(Path, Int)

        var text: String {
            switch self {
            case .root: ""
            case .member(.root, let name): name
            case .member(let parent, let name): parent.text + "." + name
            case .item(let parent, let index): parent.text + "[\(index)]"
            }
        }
    }

    /// Creates the root of a document.
    package init(_ value: JSONValue) {
        self.init(value, .root)
    }

    private init(_ value: JSONValue, _ path: Path) {
        self.value = value
        self.path = path
    }

    /// The path from the root, such as `origins[0].tcp.http.outcome`.
    package var field: String {
        path.text
    }

    /// Returns the member. It must be present, but may be null.
    package func member(_ name: String) throws(JSONError) -> JSONNode {
        guard let found = value[name] else {
            throw .missing(field: Path.member(path, name).text)
        }
        return JSONNode(found, .member(path, name))
    }

    /// Returns the member; nil if it is absent or null.
    package func optional(_ name: String) -> JSONNode? {
        guard let found = value[name], found != .null else { return nil }
        return JSONNode(found, .member(path, name))
    }

    /// Returns the items of an array with at most `limit` items.
    package func items(atMost limit: Int = 10_000) throws(JSONError) -> [JSONNode] {
        guard case .array(let items) = value, items.count <= limit else {
            throw wrongType("a list of at most \(limit)")
        }
        return items.enumerated().map { JSONNode($1, .item(path, $0)) }
    }

    /// Returns the members of an object, in order.
    package func members() throws(JSONError) -> [(name: String, node: JSONNode)] {
        guard case .object(let members) = value else { throw wrongType("an object") }
        return members.map { ($0.name, JSONNode($0.value, .member(path, $0.name))) }
    }

    /// Returns the value as a string.
    package func string() throws(JSONError) -> String {
        guard case .string(let text) = value else { throw wrongType("a string") }
        return text
    }

    /// Returns the value as a list of strings.
    package func strings() throws(JSONError) -> [String] {
        var strings: [String] = []
        for item in try items() { strings.append(try item.string()) }
        return strings
    }

    /// Returns the bytes of a base64 string.
    package func base64() throws(JSONError) -> [UInt8] {
        guard let bytes = Base64.bytes(try string()) else { throw wrongType("base64") }
        return bytes
    }

    /// Returns the value as a boolean.
    package func bool() throws(JSONError) -> Bool {
        guard case .bool(let flag) = value else { throw wrongType("true or false") }
        return flag
    }

    /// Returns a whole number that fits the requested type.
    package func integer<Number: FixedWidthInteger>(
        _: Number.Type = Number.self
    ) throws(JSONError) -> Number {
        guard case .integer(let number) = value, let fitting = Number(exactly: number) else {
            throw wrongType("a whole number in range")
        }
        return fitting
    }

    /// Returns the enum value that the raw value identifies.
    package func value<Value: RawRepresentable>(
        _: Value.Type = Value.self
    ) throws(JSONError) -> Value where Value.RawValue == String {
        let text = try string()
        guard let value = Value(rawValue: text) else { throw unknown(text) }
        return value
    }

    /// Returns the error for a string that is not one of the known values.
    package func unknown(_ text: String) -> JSONError {
        .unknownValue(field: field, value: text)
    }

    /// Returns the error for a value of an unexpected type.
    package func wrongType(_ expected: String) -> JSONError {
        .wrongType(field: field, expected: expected)
    }
}

/// The reason a text is not the expected document.
package enum JSONError: Error, Hashable, Sendable {
    /// The text is not JSON; `offset` is in bytes from the start.
    case syntax(offset: Int, reason: String)
    /// A field is missing; `field` is a path such as `origins[0].tcp.http.outcome`.
    case missing(field: String)
    case wrongType(field: String, expected: String)
    case unknownValue(field: String, value: String)
}
