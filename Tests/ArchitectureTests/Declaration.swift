/// One declaration at the beginning of a line: `package static func judge`.
struct Declaration: Equatable {
    /// `struct`, `func`, `init`, `extension`, …
    let keyword: String
    /// The name after the keyword; for an initialiser or subscript, the keyword itself.
    let name: String
    let modifiers: [String]
    /// The line number, counted from 1.
    let line: Int
    /// The number of open braces before the line.
    let depth: Int

    static let typeKeywords: Set<String> = ["struct", "class", "enum", "protocol", "actor"]
    private static let keywords = typeKeywords.union([
        "func", "init", "deinit", "subscript", "var", "extension", "typealias",
    ])
    private static let modifierWords: Set<String> = [
        "public", "package", "internal", "fileprivate", "private", "open", "static", "final",
        "override", "mutating", "nonmutating", "nonisolated", "convenience", "required", "indirect",
        "consuming", "borrowing", "lazy", "weak", "unowned", "async", "prefix", "postfix", "infix",
        "dynamic", "isolated", "class",
    ]

    /// Returns the declarations that begin a line, in order.
    static func all(in lines: [String]) -> [Declaration] {
        var depth = 0
        var found: [Declaration] = []
        for (index, line) in lines.enumerated() {
            if let declaration = Declaration(line, number: index + 1, depth: depth) {
                found.append(declaration)
            }
            for byte in line.utf8 {
                if byte == UInt8(ascii: "{") { depth += 1 }
                if byte == UInt8(ascii: "}") { depth -= 1 }
            }
        }
        return found
    }

    private init?(_ text: String, number: Int, depth: Int) {
        var words = Declaration.words(of: text)[...]
        var modifiers: [String] = []
        while let word = words.first, Declaration.isModifier(word, before: words.dropFirst().first)
        {
            modifiers.append(word)
            words = words.dropFirst()
        }
        guard let keyword = words.first, Declaration.keywords.contains(keyword) else { return nil }
        let named = keyword != "init" && keyword != "deinit" && keyword != "subscript"
        self.keyword = keyword
        self.name = named ? words.dropFirst().first ?? "" : keyword
        self.modifiers = modifiers
        self.line = number
        self.depth = depth
    }

    /// Whether the word is a modifier. `class` is one before another keyword (`class func`);
    /// otherwise it is a keyword.
    private static func isModifier(_ word: String, before next: String?) -> Bool {
        if word == "class" { return next.map { keywords.contains($0) } ?? false }
        return word.hasPrefix("@") || modifierWords.contains(word)
    }

    /// The identifiers, attributes and operator names in order. `private(set)` becomes `private`,
    /// and an extended array `[Element]` becomes its element's name.
    private static func words(of text: String) -> [String] {
        text.split(separator: " ").prefix(12).map { word in
            let bare = word.first == "[" ? word.dropFirst() : word
            let name = bare.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "@" }
            return String(name.isEmpty ? word : name)
        }
    }
}
