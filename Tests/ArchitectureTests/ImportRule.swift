/// The modules that a target may import, according to the table of targets in
/// `docs/architecture.md`.
enum ImportRule {
    /// The modules of each package that has a single name in the table.
    static let packages: [String: Set<String>] = [
        "SwiftNIO": ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOHTTP2", "NIOHPACK"],
        "swift-collections": ["DequeModule", "HeapModule"],
    ]

    /// Reads the table of a page: each target and the names in its last cell.
    static func table(in page: String) -> [String: Set<String>] {
        let lines = page.split(separator: "\n").drop { $0 != "## Targets" }.dropFirst()
        let rows = lines.prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("| `") }
        var table: [String: Set<String>] = [:]
        for cells in rows.map({ $0.split(separator: "|") }) where cells.count == 3 {
            let names = Set(cells[2].split { " ,;".contains($0) }.map(String.init))
            for target in cells[0].split(separator: " ") {
                table[target.filter { $0 != "`" }] = names.subtracting(["nothing", "–"])
            }
        }
        return table
    }

    /// Returns the imports of a file that are missing from its target's row. A target without a row
    /// may not import anything.
    static func violations(
        in code: CodeText, of target: String, table: [String: Set<String>]
    ) -> [String] {
        guard let names = table[target] else { return ["target \(target) has no row"] }
        let modules = names.reduce(into: Set<String>()) { $0.formUnion(packages[$1] ?? [$1]) }
        return imports(in: code).filter { !modules.contains($0) }.map { "imports \($0)" }
    }

    /// Returns the names in a target's row that none of its files imports.
    static func unused(
        _ files: [CodeText], of target: String, table: [String: Set<String>]
    ) -> [String] {
        let imported = Set(files.flatMap(imports))
        return (table[target] ?? []).filter {
            imported.isDisjoint(with: packages[$0] ?? [$0])
        }.sorted().map { "\(target) never imports \($0)" }
    }

    /// Returns the modules in the import lines of a file, in order.
    static func imports(in code: CodeText) -> [String] {
        code.lines.flatMap { line in
            line.split(separator: ";").compactMap { module(inStatement: $0) }
        }
    }

    private static let kinds: Set<Substring> = [
        "typealias", "struct", "class", "enum", "protocol", "let", "var", "func",
    ]

    private static func module(inStatement text: Substring) -> String? {
        let words = text.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"),
            words[..<keyword].allSatisfy({ isImportModifier($0) })
        else { return nil }
        let path = words[(keyword + 1)...].first { !kinds.contains($0) }
        return path?.split(separator: ".").first.map(String.init)
    }

    private static func isImportModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@")
            || ["public", "package", "internal", "fileprivate", "private"].contains(word)
    }
}
