/// A file has one subject. It is named after a type that it declares, `Type+Subject` for
/// extensions, or after the subject, but never after a type in another file.
enum FileNameRule {
    private static let vague = ["Utils", "Helpers", "Manager", "Common", "Extensions", "Misc"]

    /// Returns violations. `file` is the file's name without folder and `.swift`; `types` are the
    /// types in all files of its target.
    static func violations(in code: CodeText, file: String, types: Set<String>) -> [String] {
        wrongName(in: code, file: file, types: types) + vagueName(file)
    }

    /// The types that a file declares at its top level and that other files can see.
    static func types(in code: CodeText) -> Set<String> {
        let hidden: Set<String> = ["private", "fileprivate"]
        let top = code.declarations.filter { declaration in
            declaration.depth == 0 && Declaration.typeKeywords.contains(declaration.keyword)
                && hidden.isDisjoint(with: declaration.modifiers)
        }
        return Set(top.map(\.name))
    }

    private static func wrongName(in code: CodeText, file: String, types: Set<String>) -> [String] {
        let declared = Self.types(in: code)
        guard let plus = file.firstIndex(of: "+") else {
            return types.contains(file) && !declared.contains(file)
                ? ["\(file).swift does not declare \(file)"] : []
        }
        let extended = String(file[..<plus])
        let extends = code.declarations.contains {
            $0.keyword == "extension" && $0.name == extended
        }
        return extends ? [] : ["\(file).swift does not extend \(extended)"]
    }

    private static func vagueName(_ file: String) -> [String] {
        vague.filter { file.hasSuffix($0) }.map { "\(file).swift: \($0) says nothing" }
    }
}
