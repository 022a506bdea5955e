internal import Glibc

/// Cuts the certificates out of a PEM text without building anything else: a list of 340 roots is on the
/// way to every first byte of output. Blocks with other labels are passed over.
struct PEMSlicer {
    /// Where one certificate went.
    struct Slice {
        let der: Range<Int>
        /// The offset of its BEGIN in the text.
        let offset: Int
    }

    /// What stopped the cutting, at an offset of the text.
    struct Failure: Error {
        let reason: AnchorError.Reason
        let offset: Int
        /// Counted from 1.
        let certificate: Int
    }

    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let labels = ["CERTIFICATE-----", "X509 CERTIFICATE-----"].map { Array($0.utf8) }

    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var count = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// Decodes the next certificate onto the end of `arena`; nil when there is none.
    mutating func next(into arena: inout [UInt8]) throws(Failure) -> Slice? {
        while let start = find(Self.begin, from: position) {
            let label = start + Self.begin.count
            guard let match = Self.labels.first(where: { text[label...].starts(with: $0) }) else {
                position = label
                continue
            }
            count += 1
            let body = label + match.count
            guard let stop = find(Self.end, from: body) else {
                throw Failure(reason: .unterminated, offset: start, certificate: count)
            }
            let first = arena.count
            if let wrong = Base64Text(text).decode(body..<stop, onto: &arena) {
                throw Failure(reason: .badBase64, offset: wrong, certificate: count)
            }
            position = stop
            return Slice(der: first..<arena.count, offset: start)
        }
        return nil
    }

    private func find(_ marker: [UInt8], from start: Int) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var position = start
        while position + marker.count <= text.count,
            let dash = memchr(base + position, 0x2D, text.count - position)
        {
            position = UnsafeRawPointer(dash) - UnsafeRawPointer(base)
            if text[position...].starts(with: marker) { return position }
            position += 1
        }
        return nil
    }
}

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
