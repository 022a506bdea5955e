/// Finds words in a page whatever their case.
enum ASCIISearch {
    /// Where an ASCII text in lower case first occurs, in any case.
    static func find(_ text: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        let pattern = Array(text.utf8)
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        let capital = (0x61...0x7A).contains(first) ? first - 0x20 : first
        let span = bytes.span
        // One or two bytes to look for, not a change of case for every byte of a page.
        for start in 0...(span.count - pattern.count) {
            guard span[start] == first || span[start] == capital else { continue }
            let isMatch = pattern.indices.allSatisfy { lower(span[start + $0]) == pattern[$0] }
            if isMatch {
                let place = bytes.startIndex + start
                return place..<place + pattern.count
            }
        }
        return nil
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }
}
