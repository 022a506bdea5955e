/// One line of a list that is neither blank nor a comment.
public struct ListLine: Hashable, Sendable {
    /// What a line holds; what it means is the reader's affair.
    public enum Content: Hashable, Sendable {
        /// A host, URL or `host:port`.
        case word(String)
        /// A row of comma-separated values, in the order written.
        case row([ListColumn])
        /// An object in JSON, not decoded.
        case object([UInt8])
        case flaw(ListFlaw)
    }

    /// Counted from 1, blanks and comments included.
    public var number: Int
    /// As written, without its end; empty when it was too long.
    public var text: String
    public var content: Content

    /// A line.
    public init(number: Int, text: String, content: Content) {
        self.number = number
        self.text = text
        self.content = content
    }
}
