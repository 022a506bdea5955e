package import DataFormats
package import OriginFacts

/// The document of an input line that is no target: `fullstrict.error/1`. It stands among results
/// in JSON lines, so that no line of a list is lost without a word.
package enum ErrorDocument {
    package static let schema = "fullstrict.error/1"

    /// One line without a newline.
    ///
    /// - Parameters:
    ///   - input: the line as written; it is cut after 4,096 characters.
    ///   - line: its number, counted from 1; nil where it is not known any more.
    ///   - error: what is wrong with it.
    ///   - key: the target's key where one could be made.
    package static func bytes(
        input: String, line: Int?, error: String, key: TargetKey? = nil
    ) -> [UInt8] {
        var members: [JSONMember] = []
        if let key { members.append(JSONMember("key", .string(key.hex))) }
        members += [
            JSONMember("schema", .string(schema)),
            JSONMember("input", .string(String(input.prefix(4_096)))),
        ]
        if let line { members.append(JSONMember("line", .of(line))) }
        members.append(JSONMember("error", .string(error)))
        return JSONWriter.bytes(.object(JSONMembers(members)))
    }

    /// The same for people, with its newline.
    package static func line(
        input: String, line: Int?, error: String, style: TextStyle
    ) -> String {
        var canvas = TextCanvas(style: style)
        let place: TerminalText = line.map { "line \($0)" } ?? "input"
        canvas.line(
            StyledText(Symbol.unknown.symbol(style.symbols), Symbol.unknown.tone) + " "
                + StyledText(place, .strong)
                    + """
                    : \(TerminalText(untrusted: error, limit: 200)): \
                    \(TerminalText(untrusted: input, limit: 60))
                    """
        )
        return canvas.text
    }
}

/// Why a document is not a result that can be read back.
package enum DocumentError: Error, Hashable, Sendable {
    case tooLarge(bytes: Int)
    /// Not JSON, or a field is missing or wrong.
    case invalid(JSONError)
    /// A member that is there more than once.
    case twice(field: String)
    /// A line that is some other JSON.
    case notAnObject
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
        case .invalid(let error): DocumentError.sentence(error)
        case .twice(let field): "the field \(field) is there twice"
        case .notAnObject: "the line is not an object"
        case .wrongSchema(let found):
            "the schema is \(found), not \(ResultDocument.schema)"
        case .redacted:
            "the document is redacted: the addresses were replaced, so it cannot be judged again"
        }
    }

    private static func sentence(_ error: JSONError) -> TerminalText {
        switch error {
        case .syntax(let offset, let reason): "not JSON at byte \(offset): \(reason)"
        case .missing(let field): "the field \(field) is missing"
        case .wrongType(let field, let expected): "the field \(field) is not \(expected)"
        case .unknownValue(let field, let value):
            "the field \(field) has a value this version does not know: \(value)"
        }
    }

    /// The result of reading JSON; an error of the reader becomes one of the document.
    static func wrapping<Value>(
        _ read: () throws(JSONError) -> Value
    ) throws(DocumentError) -> Value {
        do { return try read() } catch { throw .invalid(error) }
    }
}
