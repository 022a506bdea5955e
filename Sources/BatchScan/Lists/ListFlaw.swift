/// Why a line of a list holds no target.
public enum ListFlaw: Hashable, Sendable, CustomStringConvertible {
    /// More bytes than a line may have; they are gone.
    case tooLong(limit: Int)
    case notUTF8
    /// A quote that is never closed, or text behind a closed one (RFC 4180 section 2).
    case badQuotes
    /// More fields than the header names.
    case tooManyFields(expected: Int)

    public var description: String {
        switch self {
        case .tooLong(let limit): "the line is longer than \(limit) bytes"
        case .notUTF8: "the line is not UTF-8"
        case .badQuotes: "a quotation mark is out of place"
        case .tooManyFields(let expected): "more than \(expected) fields"
        }
    }
}
