/// The blocks of a PEM text, as lenient as the files people have: anything may stand around the
/// blocks, lines may end in CR, LF or both and be of any length, and RFC 1421 headers are passed over.
/// What is inside a block must be base64 (RFC 7468 section 2).
package struct PEMDocument: Hashable, Sendable {
    /// In the order of the text.
    package let blocks: [PEMBlock]

    /// Reads a text of at most `maximumBytes` with at most `maximumBlocks` blocks.
    package init(
        reading text: [UInt8], maximumBlocks: Int = 10_000, maximumBytes: Int = 32 << 20
    ) throws(PEMFailure) {
        guard text.count <= maximumBytes else { throw .tooLarge(limitBytes: maximumBytes) }
        var reader = PEMReader(maximumBlocks: maximumBlocks)
        var lines = LineReader(text)
        while let line = lines.next() {
            try reader.take(line, number: lines.number)
        }
        blocks = try reader.finish()
    }

    /// The contents of all blocks with that label.
    package func contents(labelled label: String) -> [[UInt8]] {
        blocks.filter { $0.label == label }.map(\.der)
    }
}

/// Cuts a text into lines without their ends and without the blanks around them.
private struct LineReader {
    private let text: [UInt8]
    private var position = 0
    /// The number of the line last returned, from 1.
    private(set) var number = 0

    init(_ text: [UInt8]) {
        self.text = text
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func next() -> ArraySlice<UInt8>? {
        guard position < text.count else { return nil }
        let end = text[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
        let line = text[position..<end]
        let isCRLF = end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A
        position = end + (isCRLF ? 2 : 1)
        number += 1
        return line.trimmed
    }
}

/// Collects blocks line by line.
private struct PEMReader {
    private struct Open {
        let label: [UInt8]
        let line: Int
        var base64 = Base64Decoder()
    }

    private let maximumBlocks: Int
    private var blocks: [PEMBlock] = []
    private var open: Open?

    init(maximumBlocks: Int) {
        self.maximumBlocks = maximumBlocks
    }

    mutating func take(_ line: ArraySlice<UInt8>, number: Int) throws(PEMFailure) {
        if let label = line.label(after: "-----BEGIN ") {
            try begin(label, line: number)
        } else if let label = line.label(after: "-----END ") {
            try end(label, line: number)
        } else if open != nil, !line.contains(0x3A) {
            guard open?.base64.take(line) == true else {
                throw .badBase64(block: blocks.count + 1, line: number)
            }
        }
    }

    func finish() throws(PEMFailure) -> [PEMBlock] {
        if let open { throw .unterminated(block: blocks.count + 1, line: open.line) }
        return blocks
    }

    private mutating func begin(_ label: [UInt8], line: Int) throws(PEMFailure) {
        if let open { throw .unterminated(block: blocks.count + 1, line: open.line) }
        guard blocks.count < maximumBlocks else { throw .tooManyBlocks(limit: maximumBlocks) }
        open = Open(label: label, line: line)
    }

    private mutating func end(_ label: [UInt8], line: Int) throws(PEMFailure) {
        guard let block = open else { return }
        let number = blocks.count + 1
        guard block.label == label else { throw .mismatchedEnd(block: number, line: line) }
        guard let der = block.base64.finish() else {
            throw .badBase64(block: number, line: line - 1)
        }
        let text = String(decoding: label, as: UTF8.self)
        blocks.append(PEMBlock(label: text, der: der, line: block.line))
        open = nil
    }
}

extension ArraySlice<UInt8> {
    /// Without blanks at both ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        guard let first = firstIndex(where: { !isBlank($0) }),
            let last = lastIndex(where: { !isBlank($0) })
        else { return [] }
        return self[first...last]
    }

    /// What stands between `marker` and five dashes, when the line is nothing else.
    fileprivate func label(after marker: StaticString) -> [UInt8]? {
        let prefix = UnsafeBufferPointer(start: marker.utf8Start, count: marker.utf8CodeUnitCount)
        let dashes: [UInt8] = [0x2D, 0x2D, 0x2D, 0x2D, 0x2D]
        guard count >= prefix.count + dashes.count, starts(with: prefix),
            suffix(dashes.count).elementsEqual(dashes)
        else { return nil }
        return Array(dropFirst(prefix.count).dropLast(dashes.count))
    }
}

/// One `-----BEGIN …-----` block of a PEM text (RFC 7468).
package struct PEMBlock: Hashable, Sendable {
    /// `CERTIFICATE`, `PRIVATE KEY`, ….
    package let label: String
    /// The decoded content.
    package let der: [UInt8]
    /// The line of its BEGIN, counted from 1.
    package let line: Int
}

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
