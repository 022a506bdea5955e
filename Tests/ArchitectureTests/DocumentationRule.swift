/// Types and functions that are visible to other targets must be documented.
enum DocumentationRule {
    /// Requirements of standard protocols; the protocols document them.
    private static let witnesses: Set<String> = ["<", "==", "hash", "encode"]
    private static let initialiserWitnesses = [
        "rawValue:", "from decoder:", "stringLiteral", "integerLiteral", "arrayLiteral",
    ]

    /// Visible types, functions and initialisers without a `///` line above.
    static func violations(in code: CodeText) -> [String] {
        code.declarations.filter { needsDocumentation($0, in: code) }.compactMap {
            isDocumented($0, in: code) ? nil : "\($0.line): \($0.name) has no ///"
        }
    }

    private static func needsDocumentation(_ declaration: Declaration, in code: CodeText) -> Bool {
        guard !declaration.modifiers.filter(["public", "package", "open"].contains).isEmpty else {
            return false
        }
        switch declaration.keyword {
        case "func": return !witnesses.contains(declaration.name)
        case "init":
            let line = code.lines[declaration.line - 1]
            return !initialiserWitnesses.contains { line.contains("init(\($0)") }
                && !isMemberwise(declaration, in: code)
        default: return Declaration.typeKeywords.contains(declaration.keyword)
        }
    }

    /// Whether an initialiser only stores its arguments. Such an initialiser needs no comment: the
    /// properties have theirs.
    private static func isMemberwise(_ declaration: Declaration, in code: CodeText) -> Bool {
        let below = code.lines[(declaration.line - 1)...]
        guard let opening = below.firstIndex(where: { $0.hasSuffix("{") }) else { return false }
        let body = code.lines[(opening + 1)...].prefix { $0.drop { $0 == " " } != "}" }
        return !body.isEmpty && body.allSatisfy { $0.contains(/^ +self\.(\w+) = \1$/) }
    }

    private static func isDocumented(_ declaration: Declaration, in code: CodeText) -> Bool {
        let above = code.writtenLines[..<(declaration.line - 1)].reversed().map {
            $0.drop { $0 == " " }
        }
        let first = above.first { !$0.hasPrefix("@") && !$0.hasPrefix("// swift-format-ignore") }
        return first?.hasPrefix("///") ?? false
    }
}
