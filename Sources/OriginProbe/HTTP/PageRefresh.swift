/// Finds where a page sends browsers on by itself (html.spec.whatwg.org, "shared declarative refresh
/// steps").
enum PageRefresh {
    private static let most = 2_048
    /// More tags than this are not read.
    private static let mostTags = 64

    /// The URL of the Refresh field or of the first `<meta http-equiv="refresh">`; nil when neither names
    /// one. A refresh without a URL is a page that renews itself.
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

    /// What follows `url=`, up to a quote, a space or the end.
    private static func url(in text: ArraySlice<UInt8>) -> String? {
        guard let mark = ASCIISearch.find("url=", in: text) else { return nil }
        let quotes: [UInt8] = [0x22, 0x27]
        let value = text[mark.upperBound...].drop { quotes.contains($0) }
            .prefix { !quotes.contains($0) && $0 > 0x20 && $0 != 0x3E }
        return value.isEmpty ? nil : String(decoding: value.prefix(most), as: UTF8.self)
    }
}
