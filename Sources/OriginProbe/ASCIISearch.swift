/// Finds words in a page whatever their case.
enum ASCIISearch {
    /// Where an ASCII text in lower case first occurs, in any case.
    static func find(_ text: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        let pattern = Array(text.utf8)
        guard bytes.count >= pattern.count else { return nil }
        let last = bytes.endIndex - pattern.count
        var start = bytes.startIndex
        while start <= last {
            guard let next = bytes[start...last].firstIndex(where: { lower($0) == pattern[0] })
            else { return nil }
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
