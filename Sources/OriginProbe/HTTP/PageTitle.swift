/// Finds the text of the first `<title>` in a page.
enum PageTitle {
    private static let most = 200

    /// At most 200 characters with runs of white space made one space; nil when there is no complete
    /// title. Entities stay as they are; bytes that are not UTF-8 become U+FFFD.
    static func read(_ body: [UInt8]) -> String? {
        guard let tag = ASCIISearch.find("<title", in: body[...]),
            let open = body[tag.upperBound...].firstIndex(of: 0x3E),
            let close = ASCIISearch.find("</title", in: body[(open + 1)...])
        else { return nil }
        // At most four bytes a character.
        let bytes = body[(open + 1)..<close.lowerBound].prefix(most * 16)
        if bytes.allSatisfy({ $0 < 0x80 }) { return ascii(bytes) }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return String(words.joined(separator: " ").prefix(most))
    }

    /// The same, where every byte is a character.
    private static func ascii(_ bytes: ArraySlice<UInt8>) -> String {
        let words = bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return String(decoding: Array(words.joined(separator: [0x20])).prefix(most), as: UTF8.self)
    }
}
