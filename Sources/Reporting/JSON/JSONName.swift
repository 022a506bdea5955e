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
