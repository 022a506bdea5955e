/// Which modules a target may import: the table of `docs/architecture.md`.
enum ImportRule {
    private static let system = ["Glibc", "Synchronization"]
    private static let nio = ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOHTTP2", "NIOHPACK"]

    // swift-format-ignore
    static let allowed: [String: [String]] = [
        "DataFormats":      [],
        "OriginFacts":      [],
        "EdgePolicy":       ["OriginFacts"],
        "Reporting":        ["DataFormats", "OriginFacts", "EdgePolicy"],
        "BatchScan":        ["DataFormats", "OriginFacts", "DequeModule", "HeapModule"] + system,
        "OpenSSLSupport":   ["COpenSSL", "DataFormats"] + system,
        "TLSEngine":        ["OpenSSLSupport", "COpenSSL", "OriginFacts"] + system,
        "ChainVerification": ["OpenSSLSupport", "COpenSSL", "DataFormats", "OriginFacts"] + system,
        "CertificateForge": ["OpenSSLSupport", "COpenSSL", "DataFormats"] + system,
        "OriginProbe":      ["TLSEngine", "OpenSSLSupport", "DataFormats", "OriginFacts", "CAres", "CIDN2"] + nio + system,
        "OriginLab":        ["CertificateForge", "OriginFacts", "EdgePolicy"] + nio + system,
        "OriginCheck":      [
            "DataFormats", "OriginFacts", "EdgePolicy", "Reporting", "BatchScan", "OpenSSLSupport", "TLSEngine",
            "ChainVerification", "CertificateForge", "OriginProbe", "Dispatch",
        ] + system,
        "fullstrict":       [
            "OriginCheck", "DataFormats",
            "OriginFacts", "EdgePolicy", "Reporting", "BatchScan", "OpenSSLSupport", "TLSEngine",
            "ChainVerification", "CertificateForge", "OriginProbe", "OriginLab", "ArgumentParser",
            "Dispatch",
        ] + nio + system,
    ]

    /// What the file imports and its target may not; a target without a row may import nothing.
    static func violations(in code: CodeText, of target: String) -> [String] {
        guard let modules = allowed[target] else { return ["target \(target) has no row"] }
        return imports(in: code).filter { !modules.contains($0) }.map { "imports \($0)" }
    }

    /// The modules a file names in its import lines, in order.
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
