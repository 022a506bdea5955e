/// Reads the blocks of a PEM text one after the other. It is lenient, because real files vary: any
/// text may surround the blocks, lines may end in CR, LF or both and be of any length, and RFC 1421
/// headers are skipped. The content of a block must be base64 (RFC 7468 section 2).
package struct PEMReader {
    /// The position of one block.
    package struct Slice {
        /// The position of the label in the text.
        package let label: Range<Int>
        /// The decoded content in the buffer passed to `next`.
        package let content: Range<Int>
        /// The offset of the BEGIN line in the text.
        package let offset: Int
    }

    /// A line that begins or ends a block.
    private struct Marker {
        let isEnd: Bool
        let label: Range<Int>
        let line: Range<Int>
    }

    private static let dash: UInt8 = 0x2D
    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let dashes = Array("-----".utf8)

    private let text: [UInt8]
    private let wantedLabels: [[UInt8]]?
    private var position: Int
    private var count = 0

    /// Reads the blocks with those labels, or all blocks if `labels` is nil. Other blocks are not
    /// decoded.
    package init(_ text: [UInt8], labels: [String]? = nil) {
        self.text = text
        wantedLabels = labels?.map { Array($0.utf8) }
        position = text.starts(with: LineCounter.byteOrderMark) ? 3 : 0
    }

    /// Decodes the next block and appends its content to `output`; nil if there is no further
    /// block.
    package mutating func next(into output: inout [UInt8]) throws(PEMFailure) -> Slice? {
        while let dash = nextDash(from: position) {
            guard let marker = marker(at: dash) else {
                position = dash + 1
                continue
            }
            position = marker.line.upperBound
            guard !marker.isEnd, isWanted(marker.label) else { continue }
            count += 1
            let start = output.count
            try decode(after: marker, onto: &output)
            return Slice(
                label: marker.label, content: start..<output.count, offset: marker.line.lowerBound)
        }
        return nil
    }

    private func isWanted(_ label: Range<Int>) -> Bool {
        wantedLabels?.contains { text[label].elementsEqual($0) } ?? true
    }

    private mutating func decode(
        after begin: Marker, onto output: inout [UInt8]
    ) throws(PEMFailure) {
        let start = output.count
        var decoder = Base64Decoder()
        let stop = decoder.take(text, position..<text.count, onto: &output)
        if let stop, marker(at: stop) == nil, line(around: stop).contains(where: isColon) {
            output.removeLast(output.count - start)
            return try decodeWithHeaders(after: begin, onto: &output)
        }
        try finish(decoder, of: begin, at: stop, onto: &output)
    }

    /// Decodes a block line by line, without its header lines.
    private mutating func decodeWithHeaders(
        after begin: Marker, onto output: inout [UInt8]
    ) throws(PEMFailure) {
        var decoder = Base64Decoder()
        var stop: Int?
        var start = begin.line.upperBound + 1
        while stop == nil, start < text.count {
            let line = line(around: start)
            let isHeader = line.contains(where: isColon) && firstMarker(in: line) == nil
            stop = isHeader ? nil : decoder.take(text, line, onto: &output)
            start = line.upperBound + 1
        }
        try finish(decoder, of: begin, at: stop, onto: &output)
    }

    /// Checks that the decoder stopped at the block's END.
    private mutating func finish(
        _ decoder: Base64Decoder, of begin: Marker, at stop: Int?, onto output: inout [UInt8]
    ) throws(PEMFailure) {
        let end = stop.flatMap { marker(at: $0) }
        if let stop, end == nil { throw .badBase64(block: count, line: line(at: stop)) }
        guard let end, end.isEnd else {
            throw .unterminated(block: count, line: line(at: begin.line.lowerBound))
        }
        guard text[end.label] == text[begin.label] else {
            throw .mismatchedEnd(block: count, line: line(at: end.line.lowerBound))
        }
        guard decoder.finish(onto: &output) else {
            let last = text[..<end.line.lowerBound].lastIndex { !isSpace($0) }
            throw .badBase64(block: count, line: line(at: last ?? end.line.lowerBound))
        }
        position = end.line.upperBound
    }

    private func line(at offset: Int) -> Int {
        var lines = LineCounter(text)
        return lines.line(at: offset)
    }

    private func nextDash(from start: Int) -> Int? {
        text.withUnsafeBufferPointer { text in
            var position = start
            while position < text.count {
                if text[position] == Self.dash { return position }
                position += 1
            }
            return nil
        }
    }

    /// Returns the marker whose first dash is at that offset.
    private func marker(at dash: Int) -> Marker? {
        let isEnd = text[dash...].starts(with: Self.end)
        guard isEnd || text[dash...].starts(with: Self.begin), isFirstOnItsLine(dash) else {
            return nil
        }
        let lineEnd = text[dash...].firstIndex(where: isLineEnd) ?? text.count
        let content = text[dash..<lineEnd]
        let last = content.lastIndex { !isBlank($0) } ?? dash
        let label = dash + (isEnd ? Self.end : Self.begin).count
        guard last + 1 - Self.dashes.count >= label,
            text[...last].suffix(Self.dashes.count).elementsEqual(Self.dashes)
        else { return nil }
        return Marker(
            isEnd: isEnd, label: label..<last + 1 - Self.dashes.count, line: dash..<lineEnd)
    }

    private func firstMarker(in line: Range<Int>) -> Marker? {
        text[line].firstIndex { !isBlank($0) }.flatMap { marker(at: $0) }
    }

    private func isFirstOnItsLine(_ offset: Int) -> Bool {
        guard let before = text[..<offset].lastIndex(where: { !isBlank($0) }) else { return true }
        return isLineEnd(text[before])
            || before == 2 && text.starts(with: LineCounter.byteOrderMark)
    }

    /// Returns the line that contains the offset, without its line ending.
    private func line(around offset: Int) -> Range<Int> {
        let start = text[..<offset].lastIndex(where: isLineEnd).map { $0 + 1 } ?? 0
        return start..<(text[offset...].firstIndex(where: isLineEnd) ?? text.count)
    }
}

extension PEMReader {
    private func isColon(_ offset: Int) -> Bool {
        text[offset] == 0x3A
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        isBlank(byte) || isLineEnd(byte)
    }
}

/// Numbers the lines of a text from front to back, with any kind of line ending.
package struct LineCounter {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let text: [UInt8]
    private var offset = 0
    private var number = 1

    /// Starts counting at the first line of the text.
    package init(_ text: [UInt8]) {
        self.text = text
    }

    /// Returns the number of the line at that offset, counted from 1. Offsets may only increase.
    package mutating func line(at target: Int) -> Int {
        while offset < min(target, text.count) {
            let isCRLF = text[offset] == 0x0D && offset + 1 < text.count && text[offset + 1] == 0x0A
            if text[offset] == 0x0A || text[offset] == 0x0D && !isCRLF { number += 1 }
            offset += 1
        }
        return number
    }
}
