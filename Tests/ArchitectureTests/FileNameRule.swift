/// One type a file, and the file named for it; extensions in `Type+Subject.swift`.
enum FileNameRule {
    private static let vague = ["Utils", "Helpers", "Manager", "Common", "Extensions", "Misc"]

    /// `file` is the name without folder and `.swift`.
    static func violations(in code: CodeText, file: String) -> [String] {
        let top = code.declarations.filter { $0.depth == 0 }
        let types = top.filter {
            Declaration.typeKeywords.contains($0.keyword) && !$0.modifiers.contains("private")
                && !$0.modifiers.contains("fileprivate")
        }
        let extra = types.dropFirst().map { "\($0.line): \($0.name) is a second type" }
        return wrongName(types.first, extended: top, file: file) + extra + vagueName(file)
    }

    private static func wrongName(
        _ type: Declaration?, extended: [Declaration], file: String
    ) -> [String] {
        if let type {
            return type.name == file ? [] : ["\(file).swift holds the type \(type.name)"]
        }
        let extensions = extended.filter { $0.keyword == "extension" }.map(\.name)
        if extensions.isEmpty { return [] }
        return extensions.contains { file.hasPrefix("\($0)+") }
            ? []
            : ["\(file).swift extends \(extensions[0]): name it \(extensions[0])+Subject.swift"]
    }

    private static func vagueName(_ file: String) -> [String] {
        vague.filter { file.hasSuffix($0) }.map { "\(file).swift: \($0) says nothing" }
    }
}
