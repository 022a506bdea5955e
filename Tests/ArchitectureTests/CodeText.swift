/// Swift source in which comments and string literals are replaced by spaces. Line breaks stay, so
/// words and braces can be counted without a compiler.
struct CodeText {
    /// The lines of the file, with comments and strings blanked.
    let lines: [String]
    /// The lines of the file, unchanged.
    let writtenLines: [String]
    /// The declarations that begin a line, in order.
    let declarations: [Declaration]

    init(_ source: String) {
        var reader = Blanker(bytes: Array(source.utf8))
        reader.blankAll()
        lines = CodeText.split(String(decoding: reader.bytes, as: UTF8.self))
        writtenLines = CodeText.split(source)
        declarations = Declaration.all(in: lines)
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

/// Overwrites everything that is not code with spaces, in one pass.
private struct Blanker {
    var bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func blankAll() {
        let openers: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "#")]
        while let next = bytes[index...].firstIndex(where: openers.contains) {
            index = next
            step()
        }
    }

    private mutating func step() {
        if starts("//") {
            while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { blank() }
        } else if starts("/*") {
            blankBlockComment()
        } else if let hashes = openingHashes() {
            blankString(hashes: hashes)
        } else {
            index += 1
        }
    }

    /// Block comments nest in Swift.
    private mutating func blankBlockComment() {
        var depth = 0
        repeat {
            if starts("/*") { depth += 1 } else if starts("*/") { depth -= 1 }
            blank(2)
        } while depth > 0 && skipToBlockEdge()
    }

    private mutating func skipToBlockEdge() -> Bool {
        while index < bytes.count, !starts("/*"), !starts("*/") { blank() }
        return index < bytes.count
    }

    /// The number of `#` before a string that begins here; nil if no string begins here.
    private func openingHashes() -> Int? {
        let hashes = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
        return starts("\"", ahead: hashes) ? hashes : nil
    }

    private mutating func blankString(hashes: Int) {
        blank(hashes)
        let quote = starts("\"\"\"") ? "\"\"\"" : "\""
        blank(quote.utf8.count)
        let fence = String(repeating: "#", count: hashes)
        while index < bytes.count, !starts(quote + fence) {
            if starts("\\" + fence + "(") {
                blank(2 + hashes)
                blankInterpolation()
            } else {
                blank(starts("\\" + fence) ? 2 + hashes : 1)
            }
        }
        blank(quote.utf8.count + hashes)
    }

    private mutating func blankInterpolation() {
        var depth = 1
        while index < bytes.count, depth > 0 {
            if let hashes = openingHashes() {
                blankString(hashes: hashes)
                continue
            }
            if starts("(") { depth += 1 } else if starts(")") { depth -= 1 }
            blank()
        }
    }

    private func starts(_ text: String, ahead: Int = 0) -> Bool {
        let start = index + ahead
        guard start < bytes.count, bytes[start] == text.utf8.first else { return false }
        return bytes[start...].starts(with: text.utf8)
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            if bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
            index += 1
        }
    }
}
