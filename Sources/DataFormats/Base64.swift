/// Base64 with padding (RFC 4648 section 4).
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Returns the bytes as text on one line.
    package static func text(_ bytes: [UInt8]) -> String {
        text(bytes[...])
    }

    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let count = min(3, bytes.endIndex - start)
            var group: UInt32 = 0
            for index in 0..<3 {
                group = group << 8 | UInt32(index < count ? bytes[start + index] : 0)
            }
            for index in 0..<4 {
                let value = Int(group >> (18 - 6 * UInt32(index)) & 63)
                text.append(index <= count ? alphabet[value] : 0x3D)
            }
            start += count
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Decodes a canonical text; nil for white space, a character outside the alphabet, wrong
    /// padding, or unused bits that are set.
    package static func bytes(_ text: String) -> [UInt8]? {
        let text = Array(text.utf8)
        var decoder = Base64Decoder()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        guard decoder.take(text, 0..<text.count, onto: &bytes) == nil, decoder.finish(onto: &bytes),
            text.count == (bytes.count + 2) / 3 * 4
        else { return nil }
        // Only the last group can be written in more than one way.
        let lastGroup = bytes.suffix(bytes.count % 3)
        guard lastGroup.isEmpty || text.suffix(4).elementsEqual(Base64.text(lastGroup).utf8) else {
            return nil
        }
        return bytes
    }
}

/// Decodes base64 piece by piece. Skips white space and accepts unused bits that are set.
struct Base64Decoder {
    private static let blank: UInt8 = 64
    private static let padding: UInt8 = 65
    private static let wrong: UInt8 = 66

    /// The value of each digit, or the class of any other character.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: wrong, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in digits.utf8.enumerated() { table[Int(digit)] = UInt8(value) }
        for space in " \t\r\n".utf8 { table[Int(space)] = blank }
        table[0x3D] = padding
        return table
    }()

    private static let charactersAtOnce = 4_096

    private var group: UInt32 = 0
    private var digits = 0
    private var paddings = 0

    /// Appends the bytes of the text in `range`. Returns the offset of the first character that is
    /// not base64, or nil after the whole range.
    mutating func take(
        _ text: [UInt8], _ range: Range<Int>, onto output: inout [UInt8]
    ) -> Int? {
        var start = range.lowerBound
        while start < range.upperBound {
            let piece = start..<min(start + Self.charactersAtOnce, range.upperBound)
            if let wrong = takePiece(text, piece, onto: &output) { return wrong }
            start = piece.upperBound
        }
        return nil
    }

    /// Appends the bytes of the last, incomplete group. Returns false if the text ends inside a
    /// group.
    func finish(onto output: inout [UInt8]) -> Bool {
        switch (digits & 3, paddings) {
        case (0, 0):
            return true
        case (2, 2):
            output.append(UInt8(truncatingIfNeeded: group >> 4))
            return true
        case (3, 1):
            output.append(UInt8(truncatingIfNeeded: group >> 10))
            output.append(UInt8(truncatingIfNeeded: group >> 2))
            return true
        default:
            return false
        }
    }

    /// Writes through a pointer, because a list of hundreds of roots is decoded before the first
    /// output.
    private mutating func takePiece(
        _ text: [UInt8], _ range: Range<Int>, onto output: inout [UInt8]
    ) -> Int? {
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: range.count / 4 * 3 + 3))
        let (written, wrong) = output.withUnsafeMutableBufferPointer { output in
            text.withUnsafeBufferPointer { text in
                Self.values.withUnsafeBufferPointer { values in
                    let output = UnsafeMutableBufferPointer(rebasing: output[start...])
                    return decode(text, range, by: values, into: output)
                }
            }
        }
        output.removeLast(output.count - start - written)
        return wrong
    }

    private mutating func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
        by values: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> (written: Int, wrong: Int?) {
        // Local copies: the compiler keeps them in registers.
        var (group, digits, paddings) = (group, digits, paddings)
        var written = 0
        defer { (self.group, self.digits, self.paddings) = (group, digits, paddings) }
        var position = range.lowerBound
        while position < range.upperBound {
            // Decodes whole groups at once; only digits have values without the bits of `blank`.
            while digits & 3 == 0, paddings == 0, position + 4 <= range.upperBound {
                let first = UInt32(values[Int(text[position])])
                let second = UInt32(values[Int(text[position + 1])])
                let third = UInt32(values[Int(text[position + 2])])
                let fourth = UInt32(values[Int(text[position + 3])])
                guard first | second | third | fourth < Self.blank else { break }
                output.store(first << 18 | second << 12 | third << 6 | fourth, at: &written)
                digits += 4
                position += 4
            }
            guard position < range.upperBound else { break }
            let value = values[Int(text[position])]
            if value < Self.blank {
                guard paddings == 0 else { return (written, position) }
                group = group << 6 | UInt32(value)
                digits += 1
                if digits & 3 == 0 { output.store(group, at: &written) }
            } else if value == Self.padding {
                guard paddings < 2 else { return (written, position) }
                paddings += 1
            } else if value == Self.wrong {
                return (written, position)
            }
            position += 1
        }
        return (written, nil)
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Writes the three bytes of a group.
    fileprivate func store(_ group: UInt32, at position: inout Int) {
        self[position] = UInt8(truncatingIfNeeded: group >> 16)
        self[position + 1] = UInt8(truncatingIfNeeded: group >> 8)
        self[position + 2] = UInt8(truncatingIfNeeded: group)
        position += 3
    }
}
