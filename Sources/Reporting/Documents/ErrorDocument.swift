package import DataFormats
package import OriginFacts

/// The document of an input line that is no target: `fullstrict.error/1`. It stands among results
/// in JSON lines, so that no line of a list is lost without a word.
package enum ErrorDocument {
    package static let schema = "fullstrict.error/1"

    /// One line without a newline.
    package static func bytes(_ input: SkippedRecord) -> [UInt8] {
        var members: [JSONMember] = []
        if let key = input.key { members.append(JSONMember("key", .string(key.hex))) }
        members += [
            JSONMember("schema", .string(schema)),
            JSONMember("input", .string(String(input.text.prefix(4_096)))),
        ]
        if let line = input.line { members.append(JSONMember("line", .of(line))) }
        members.append(JSONMember("error", .string(input.reason)))
        return JSONWriter.bytes(.object(JSONMembers(members)))
    }

    /// The same for people, with its newline.
    package static func line(_ input: SkippedRecord, _ style: TextStyle) -> String {
        var canvas = TextCanvas(style: style)
        let place: TerminalText = input.line.map { "line \($0)" } ?? "input"
        canvas.line(
            StyledText(Symbol.unknown.symbol(style.symbols), Symbol.unknown.tone) + " "
                + StyledText(place, .strong)
                    + """
                    : \(TerminalText(untrusted: input.reason, limit: 200)): \
                    \(TerminalText(untrusted: input.text, limit: 60))
                    """
        )
        return canvas.text
    }
}

/// An input of a list that is not contacted, and why.
package struct SkippedRecord: Hashable, Sendable {
    /// The line as written; documents cut it after 4,096 characters.
    package var text: String
    /// Its number, counted from 1; nil if it is no longer known.
    package var line: Int?
    /// What is wrong with it, or that it is excluded.
    package var reason: String
    /// The target's key, if one could be made.
    package var key: TargetKey?
    /// Whether the user excluded it.
    package var isExcluded: Bool

    package init(
        text: String, line: Int?, reason: String, key: TargetKey? = nil, isExcluded: Bool = false
    ) {
        self.text = text
        self.line = line
        self.reason = reason
        self.key = key
        self.isExcluded = isExcluded
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
