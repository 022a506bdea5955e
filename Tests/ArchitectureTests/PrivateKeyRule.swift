/// Private keys must not be committed; certificates and keys for tests are created at run time.
enum PrivateKeyRule {
    private static let keyFiles: Set<String> = ["key", "p12", "pfx", "jks", "keystore"]

    /// Returns PEM keys with a body, and files that are keys according to their names. A header
    /// alone, as in a parser's source, is not a key.
    static func violations(in text: String, path: String) -> [String] {
        let suffix = path.split(separator: ".").last.map(String.init) ?? ""
        if keyFiles.contains(suffix) { return ["a key file"] }
        guard text.contains("PRIVATE KEY") else { return [] }
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            line.filter { !$0.isWhitespace && $0 != "\"" }
        }
        return zip(lines, lines.dropFirst()).enumerated().compactMap { index, pair in
            isHeader(pair.0) && isBase64(pair.1) ? "a private key near line \(index + 1)" : nil
        }
    }

    private static func isHeader(_ line: String) -> Bool {
        line.hasPrefix("-----BEGIN") && line.hasSuffix("PRIVATEKEY-----")
    }

    private static func isBase64(_ line: String) -> Bool {
        line.count >= 40
            && line.allSatisfy { ($0.isLetter || $0.isNumber || "+/=".contains($0)) && $0.isASCII }
    }
}
