/// Why a PEM text cannot be read. `block` counts BEGIN lines from 1, `line` lines from 1.
package enum PEMFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no END for the BEGIN of this line.
    case unterminated(block: Int, line: Int)
    /// The END names another label than the BEGIN.
    case mismatchedEnd(block: Int, line: Int)
    /// A line inside the block is no base64.
    case badBase64(block: Int, line: Int)
    case tooManyBlocks(limit: Int)
    case tooLarge(limitBytes: Int)

    package var description: String {
        switch self {
        case .unterminated(let block, let line):
            "PEM block \(block), which begins in line \(line), has no END line"
        case .mismatchedEnd(let block, let line):
            "PEM block \(block) ends in line \(line) with another label than it began"
        case .badBase64(let block, let line):
            "PEM block \(block) has no valid base64 in line \(line)"
        case .tooManyBlocks(let limit):
            "more than \(limit) PEM blocks"
        case .tooLarge(let limit):
            "more than \(limit) bytes of PEM text"
        }
    }
}
