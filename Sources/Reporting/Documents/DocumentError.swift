/// Why a document is not a result that can be read back.
public enum DocumentError: Error, Hashable, Sendable {
    case tooLarge(bytes: Int)
    /// `offset` in bytes from the start.
    case notJSON(offset: Int, reason: String)
    /// `field` as a path: `origins[0].tcp.http.outcome`.
    case missing(field: String)
    case wrongType(field: String, expected: String)
    /// A member that is there more than once.
    case twice(field: String)
    /// A line that is some other JSON.
    case notAnObject
    case unknownValue(field: String, value: String)
    case wrongSchema(found: String)
    /// Pseudonyms stand where addresses were.
    case redacted
}

extension DocumentError: CustomStringConvertible {
    /// What is wrong, where, and what to do: one line, safe to print.
    public var description: String {
        sentence.text
    }

    private var sentence: TerminalText {
        switch self {
        case .tooLarge(let bytes):
            "the document has \(bytes) bytes; results are at most \(ResultDocument.maximumBytes)"
        case .notJSON(let offset, let reason): "not JSON at byte \(offset): \(reason)"
        case .missing(let field): "the field \(field) is missing"
        case .wrongType(let field, let expected): "the field \(field) is not \(expected)"
        case .twice(let field): "the field \(field) is there twice"
        case .notAnObject: "the line is not an object"
        case .unknownValue(let field, let value):
            "the field \(field) has a value this version does not know: \(value)"
        case .wrongSchema(let found):
            "the schema is \(found), not \(ResultDocument.schema)"
        case .redacted:
            "the document is redacted: the addresses were replaced, so it cannot be judged again"
        }
    }
}
