package import DataFormats
package import OriginFacts

/// The document for an input line that is not a target: `fullstrict.error/1`. It appears among the
/// results in JSON Lines, so that no line of a list is lost silently.
package enum ErrorDocument {
    package static let schema = "fullstrict.error/1"

    /// Returns the document as one line without a newline.
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

    /// Returns the error as a line for people, including its newline.
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

/// A skipped input of a list, with the reason it is not contacted.
package struct SkippedRecord: Hashable, Sendable {
    /// The line as written; documents cut it after 4,096 characters.
    package var text: String
    /// The line number, counted from 1; nil if it is no longer known.
    package var line: Int?
    /// The error in the line, or a statement that the input is excluded.
    package var reason: String
    /// The target's key, if one could be computed.
    package var key: TargetKey?
    /// Whether the user excluded the input.
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

/// The reason a document cannot be read back as a result.
package enum DocumentError: Error, Hashable, Sendable {
    case tooLarge(bytes: Int)
    /// The document is not valid JSON, or a field is missing or wrong.
    case invalid(JSONError)
    /// A member occurs more than once.
    case twice(field: String)
    /// The line contains JSON that is not an object.
    case notAnObject
    case wrongSchema(found: String)
    /// The addresses have been replaced with pseudonyms.
    case redacted
}

extension DocumentError: CustomStringConvertible {
    /// The error, its location and the remedy in one line that is safe to print.
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

    /// Returns the result of a JSON read; converts an error of the reader to a document error.
    static func wrapping<Value>(
        _ read: () throws(JSONError) -> Value
    ) throws(DocumentError) -> Value {
        do { return try read() } catch { throw .invalid(error) }
    }
}
