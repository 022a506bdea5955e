/// The maximum width of a page of documentation.
enum PageRule {
    static let columns = 100

    /// Returns the lines that are too long, except tables, code and single words that cannot be
    /// wrapped.
    static func violations(in page: String) -> [String] {
        var isCode = false
        var found: [String] = []
        for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.drop(while: { $0 == " " }).hasPrefix("```") { isCode.toggle() }
            let isFree = isCode || line.hasPrefix("|") || line.hasPrefix("    ")
            let width = line.reversed().drop { $0 == " " }.count
            if !isFree, width > columns, canWrap(line) {
                found.append("\(index + 1): \(width) columns")
            }
        }
        return found
    }

    /// Whether there is a space before column 100, after the list marker if there is one.
    private static func canWrap(_ line: Substring) -> Bool {
        let text = line.prefix(columns + 1).drop { " -*>0123456789.".contains($0) }
        return text.contains(" ")
    }
}
