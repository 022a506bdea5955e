internal import OriginFacts

/// The head of a response, whatever HTTP carried it.
struct ResponseHead {
    var status: Int
    var version: HTTPVersion
    /// In order, names as received.
    var fields: [(name: String, value: String)]

    /// The first field of that name; `name` in lower case.
    subscript(name: String) -> String? {
        fields.first { Self.isSame($0.name, name) }?.value
    }

    /// The values of all fields of that name; `name` in lower case.
    func values(_ name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// Most names differ in length: those are not made lower case.
    private static func isSame(_ name: String, _ lowerCase: String) -> Bool {
        name.utf8.count == lowerCase.utf8.count && name.lowercased() == lowerCase
    }

    /// Status line and fields as HTTP/1.1 would carry them, in bytes.
    var bytes: Int {
        fields.reduce(19) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    }
}
