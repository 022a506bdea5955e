/// Finds the text of the first `<title>` in a page.
enum PageTitle {
    private static let most = 200

    /// At most 200 characters with runs of white space made one space; nil when there is no complete
    /// title. Entities stay as they are; bytes that are not UTF-8 become U+FFFD.
    static func read(_ body: [UInt8]) -> String? {
        guard let tag = find("<title", in: body[...]),
            let open = body[tag.upperBound...].firstIndex(of: 0x3E),
            let close = find("</title", in: body[(open + 1)...])
        else { return nil }
        // At most four bytes a character.
        let bytes = body[(open + 1)..<close.lowerBound].prefix(most * 16)
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return String(words.joined(separator: " ").prefix(most))
    }

    /// Where an ASCII text in lower case first occurs, in any case.
    private static func find(_ text: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        let pattern = Array(text.utf8)
        guard bytes.count >= pattern.count else { return nil }
        let last = bytes.endIndex - pattern.count
        var start = bytes.startIndex
        while start <= last {
            guard let next = bytes[start...last].firstIndex(of: pattern[0]) else { return nil }
            let isMatch = pattern.indices.allSatisfy { lower(bytes[next + $0]) == pattern[$0] }
            if isMatch { return next..<next + pattern.count }
            start = next + 1
        }
        return nil
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }
}
