/// Base64 (RFC 4648 section 4) with blanks and line ends anywhere, decoded in one go.
struct Base64Text {
    private static let blank: UInt8 = 64
    private static let padding: UInt8 = 65
    private static let wrong: UInt8 = 66

    /// What each character stands for.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: wrong, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in digits.utf8.enumerated() {
            table[Int(digit)] = UInt8(value)
        }
        for space in " \t\r\n".utf8 {
            table[Int(space)] = blank
        }
        table[0x3D] = padding
        return table
    }()

    private let text: UnsafeBufferPointer<UInt8>

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// Appends the bytes of `range`. The offset of what is no base64, or nil when all was well; the
    /// bytes before it have been appended.
    func decode(_ range: Range<Int>, onto output: inout [UInt8]) -> Int? {
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: range.count / 4 * 3 + 3))
        let (written, wrong) = output.withUnsafeMutableBufferPointer { bytes in
            Self.values.withUnsafeBufferPointer {
                decode(range, into: UnsafeMutableBufferPointer(rebasing: bytes[start...]), by: $0)
            }
        }
        output.removeLast(output.count - start - written)
        return wrong
    }

    private func decode(
        _ range: Range<Int>, into output: UnsafeMutableBufferPointer<UInt8>,
        by values: UnsafeBufferPointer<UInt8>
    ) -> (written: Int, wrong: Int?) {
        var group: UInt32 = 0
        var digits = 0
        var paddings = 0
        var written = 0
        for position in range {
            let value = values[Int(text[position])]
            if value < Self.blank {
                guard paddings == 0 else { return (written, position) }
                group = group << 6 | UInt32(value)
                digits += 1
                guard digits & 3 == 0 else { continue }
                output[written] = UInt8(truncatingIfNeeded: group >> 16)
                output[written + 1] = UInt8(truncatingIfNeeded: group >> 8)
                output[written + 2] = UInt8(truncatingIfNeeded: group)
                written += 3
            } else if value == Self.padding {
                paddings += 1
            } else if value == Self.wrong {
                return (written, position)
            }
        }
        return finish(group, digits: digits, paddings: paddings, into: output, written, range)
    }

    private func finish(
        _ group: UInt32, digits: Int, paddings: Int,
        into output: UnsafeMutableBufferPointer<UInt8>, _ written: Int, _ range: Range<Int>
    ) -> (written: Int, wrong: Int?) {
        switch (digits & 3, paddings) {
        case (0, 0):
            return (written, nil)
        case (2, 2):
            output[written] = UInt8(truncatingIfNeeded: group >> 4)
            return (written + 1, nil)
        case (3, 1):
            output[written] = UInt8(truncatingIfNeeded: group >> 10)
            output[written + 1] = UInt8(truncatingIfNeeded: group >> 2)
            return (written + 2, nil)
        default:
            return (written, max(range.lowerBound, range.upperBound - 1))
        }
    }
}
