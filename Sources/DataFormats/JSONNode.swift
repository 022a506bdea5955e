internal import OriginFacts

/// A value inside a document together with the way to it, so that an error can name the field.
struct JSONNode {
    let value: JSONValue
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

    init(_ value: JSONValue) {
        self.init(value, .root)
    }

    private init(_ value: JSONValue, _ path: Path) {
        self.value = value
        self.path = path
    }

    var field: String {
        path.text
    }

    /// The member, which must be there; it may be null.
    func member(_ name: String) throws(DocumentError) -> JSONNode {
        guard let found = value[name] else {
            throw .missing(field: Path.member(path, name).text)
        }
        return JSONNode(found, .member(path, name))
    }

    /// The member; nil when it is absent or null.
    func optional(_ name: String) -> JSONNode? {
        guard let found = value[name], found != .null else { return nil }
        return JSONNode(found, .member(path, name))
    }

    /// The items of an array of at most `limit`.
    func items(atMost limit: Int = 10_000) throws(DocumentError) -> [JSONNode] {
        guard case .array(let items) = value, items.count <= limit else {
            throw wrongType("a list of at most \(limit)")
        }
        return items.enumerated().map { JSONNode($1, .item(path, $0)) }
    }

    /// The members of an object, in order.
    func members() throws(DocumentError) -> [(name: String, node: JSONNode)] {
        guard case .object(let members) = value else { throw wrongType("an object") }
        return members.map { ($0.name, JSONNode($0.value, .member(path, $0.name))) }
    }

    func string() throws(DocumentError) -> String {
        guard case .string(let text) = value else { throw wrongType("a string") }
        return text
    }

    func strings() throws(DocumentError) -> [String] {
        var strings: [String] = []
        for item in try items() { strings.append(try item.string()) }
        return strings
    }

    func base64() throws(DocumentError) -> [UInt8] {
        guard let bytes = Base64.bytes(try string()) else { throw wrongType("base64") }
        return bytes
    }

    func bool() throws(DocumentError) -> Bool {
        guard case .bool(let flag) = value else { throw wrongType("true or false") }
        return flag
    }

    /// A whole number that fits the type asked for.
    func integer<Number: FixedWidthInteger>(
        _: Number.Type = Number.self
    ) throws(DocumentError) -> Number {
        guard case .integer(let number) = value, let fitting = Number(exactly: number) else {
            throw wrongType("a whole number in range")
        }
        return fitting
    }

    /// A value of an enum spelled by its raw value.
    func value<Value: RawRepresentable>(
        _: Value.Type = Value.self
    ) throws(DocumentError) -> Value where Value.RawValue == String {
        let text = try string()
        guard let value = Value(rawValue: text) else { throw unknown(text) }
        return value
    }

    func address() throws(DocumentError) -> IPAddress {
        let text = try string()
        guard let address = IPAddress(text) else { throw wrongType("an IP address") }
        return address
    }

    func addresses() throws(DocumentError) -> [IPAddress] {
        var addresses: [IPAddress] = []
        for item in try items() { addresses.append(try item.address()) }
        return addresses
    }

    func unknown(_ text: String) -> DocumentError {
        .unknownValue(field: field, value: text)
    }

    func wrongType(_ expected: String) -> DocumentError {
        .wrongType(field: field, expected: expected)
    }
}
