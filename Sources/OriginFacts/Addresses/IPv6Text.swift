/// Functions that read and write the text forms of addresses (RFC 4291 section 2.2, RFC 5952).
enum IPv6Text {
    /// Returns the 16 bytes of `2001:db8::1` or `::ffff:192.0.2.1`; nil if the text is not an IPv6
    /// address.
    static func parse(_ text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.count <= 45 else { return nil }
        let halves = text.splitOnDoubleColon()
        guard halves.count <= 2, let head = groups(halves[0], mayEndInIPv4: halves.count == 1)
        else { return nil }
        guard halves.count == 2 else { return head.count == 16 ? head : nil }
        guard let tail = groups(halves[1], mayEndInIPv4: true), head.count + tail.count <= 14 else {
            return nil
        }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// Returns the 4 bytes of `192.0.2.1`; nil unless the text is four decimal numbers without
    /// leading zeros.
    static func dottedDecimal(_ text: some StringProtocol) -> [UInt8]? {
        // Most host names are rejected here.
        guard text.utf8.count <= 15, (0x30...0x39).contains(text.utf8.first ?? 0) else {
            return nil
        }
        let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            let digits = Array(part)
            guard (1...3).contains(digits.count), digits.count == 1 || digits[0] != 0x30,
                let value = Int(ascii: digits[...]), value <= 255
            else { return nil }
            bytes.append(UInt8(value))
        }
        return bytes
    }

    /// Returns the dotted decimal form, such as `192.0.2.1`.
    static func dottedDecimal(of value: UInt32) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(16)
        for shift in stride(from: 24, through: 0, by: -8) {
            if shift < 24 { text.append(0x2E) }
            text.append(decimal: UInt(value >> UInt32(shift) & 0xFF))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the RFC 5952 form: lower case, with the longest run of two or more zero groups as
    /// `::`.
    static func canonical(of bytes: [UInt8]) -> String {
        let groups = stride(from: 0, to: bytes.count, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return "::ffff:" + bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        let text = { (slice: ArraySlice<UInt16>) in
            slice.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard let gap = longestZeroRun(groups) else { return text(groups[...]) }
        return text(groups[..<gap.lowerBound]) + "::" + text(groups[gap.upperBound...])
    }

    private static func groups(_ text: String, mayEndInIPv4: Bool) -> [UInt8]? {
        if text.isEmpty { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4, index == parts.count - 1, part.utf8.contains(0x2E) {
                guard let address = dottedDecimal(part) else { return nil }
                bytes += address
                continue
            }
            guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isHexDigit),
                let value = UInt16(part, radix: 16)
            else { return nil }
            bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
        }
        return bytes
    }

    private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < groups.count {
            let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
            if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
            start = max(end, start) + 1
        }
        return best
    }
}

extension StringProtocol {
    /// Splits the text at `::`; three or more parts mean that the text is not an address.
    fileprivate func splitOnDoubleColon() -> [String] {
        var parts: [String] = [""]
        var bytes = Array(utf8)[...]
        while let byte = bytes.popFirst() {
            if byte == 0x3A, bytes.first == 0x3A {
                bytes.removeFirst()
                parts.append("")
            } else {
                parts[parts.count - 1].unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return parts
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
    }
}
