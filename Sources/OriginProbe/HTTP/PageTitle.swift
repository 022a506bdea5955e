/// Extracts the text of the first `<title>` in a page.
enum PageTitle {
    private static let most = 200

    /// Returns at most 200 characters of the title with white space collapsed, or nil if there is
    /// no complete title. Entities are not decoded, and bytes that are not UTF-8 become U+FFFD.
    static func read(_ body: [UInt8]) -> String? {
        guard let tag = ASCIISearch.find("<title", in: body[...]),
            let open = body[tag.upperBound...].firstIndex(of: 0x3E),
            let close = ASCIISearch.find("</title", in: body[(open + 1)...])
        else { return nil }
        // A scalar has at most four bytes. The factor of 16 leaves room for combining characters
        // and white space.
        let bytes = body[(open + 1)..<close.lowerBound].prefix(most * 16)
        if bytes.allSatisfy({ $0 < 0x80 }) { return ascii(bytes) }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return String(words.joined(separator: " ").prefix(most))
    }

    /// Returns an ASCII title. This is faster, because every byte is a character.
    private static func ascii(_ bytes: ArraySlice<UInt8>) -> String {
        let words = bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return String(decoding: Array(words.joined(separator: [0x20])).prefix(most), as: UTF8.self)
    }
}

/// Finds the URL to which a page redirects browsers without a redirect status
/// (html.spec.whatwg.org, "shared declarative refresh steps").
enum PageRefresh {
    private static let most = 2_048
    /// The maximum number of `<meta>` tags that are read.
    private static let mostTags = 64

    /// Returns the URL in the Refresh field or, failing that, in the first `<meta
    /// http-equiv="refresh">` that has one. Returns nil if there is none. A refresh without a URL
    /// only reloads the page.
    static func read(field: String?, body: [UInt8]) -> String? {
        if let field, let url = url(in: Array(field.utf8)[...]) { return url }
        var rest = body[...]
        for _ in 0..<mostTags {
            guard let tag = ASCIISearch.find("<meta", in: rest),
                let close = rest[tag.upperBound...].firstIndex(of: 0x3E)
            else { return nil }
            let attributes = rest[tag.upperBound..<close]
            if isRefresh(attributes), let url = url(in: attributes) { return url }
            rest = rest[(close + 1)...]
        }
        return nil
    }

    private static func isRefresh(_ attributes: ArraySlice<UInt8>) -> Bool {
        guard let name = ASCIISearch.find("http-equiv", in: attributes) else { return false }
        return ASCIISearch.find("refresh", in: attributes[name.upperBound...].prefix(16)) != nil
    }

    /// Returns the text after `url=`, up to a quotation mark, white space, `>` or the end.
    private static func url(in text: ArraySlice<UInt8>) -> String? {
        guard let mark = ASCIISearch.find("url=", in: text) else { return nil }
        let quotes: [UInt8] = [0x22, 0x27]
        let value = text[mark.upperBound...].drop { quotes.contains($0) }
            .prefix { !quotes.contains($0) && $0 > 0x20 && $0 != 0x3E }
        return value.isEmpty ? nil : String(decoding: value.prefix(most), as: UTF8.self)
    }
}

/// Finds ASCII text in a page, ignoring case.
enum ASCIISearch {
    /// Returns the range of the first occurrence of a text, which must be lower-case ASCII.
    static func find(_ text: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        let pattern = Array(text.utf8)
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        let capital = (0x61...0x7A).contains(first) ? first - 0x20 : first
        let span = bytes.span
        // Comparing the first byte in both cases is faster than converting every byte of a page.
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
