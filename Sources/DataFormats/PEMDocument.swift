/// The blocks of a PEM text.
package struct PEMDocument: Hashable, Sendable {
    /// The blocks in the order of the text.
    package let blocks: [PEMBlock]

    /// Reads a text of at most `maximumBytes` bytes with at most `maximumBlocks` blocks.
    package init(
        reading text: [UInt8], maximumBlocks: Int = 10_000, maximumBytes: Int = 32 << 20
    ) throws(PEMFailure) {
        guard text.count <= maximumBytes else { throw .tooLarge(limitBytes: maximumBytes) }
        var reader = PEMReader(text)
        var lines = LineCounter(text)
        var blocks: [PEMBlock] = []
        var der: [UInt8] = []
        while let slice = try reader.next(into: &der) {
            guard blocks.count < maximumBlocks else { throw .tooManyBlocks(limit: maximumBlocks) }
            blocks.append(
                PEMBlock(
                    label: String(decoding: text[slice.label], as: UTF8.self), der: der,
                    line: lines.line(at: slice.offset)))
            der = []
        }
        self.blocks = blocks
    }

    /// Returns the contents of all blocks with that label.
    package func contents(labelled label: String) -> [[UInt8]] {
        blocks.filter { $0.label == label }.map(\.der)
    }
}

/// One `-----BEGIN …-----` block of a PEM text (RFC 7468).
package struct PEMBlock: Hashable, Sendable {
    /// The label, such as `CERTIFICATE` or `PRIVATE KEY`.
    package let label: String
    /// The decoded content.
    package let der: [UInt8]
    /// The line number of the BEGIN line, counted from 1.
    package let line: Int
}

/// The reason a PEM text cannot be read. Blocks and lines are counted from 1.
package enum PEMFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The BEGIN on this line has no END.
    case unterminated(block: Int, line: Int)
    /// The END has a different label from the BEGIN.
    case mismatchedEnd(block: Int, line: Int)
    /// A line inside the block is not base64.
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

/// Writes PEM (RFC 7468).
package enum PEMText {
    /// Returns one block with that label, such as `CERTIFICATE` or `PRIVATE KEY`.
    package static func encode(_ label: String, _ der: [UInt8]) -> String {
        let lines = stride(from: 0, to: der.count, by: 48).map { start in
            Base64.text(der[start..<min(start + 48, der.count)])
        }
        return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----", ""])
            .joined(separator: "\n")
    }
}
