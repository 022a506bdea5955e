internal import EdgePolicy
internal import OriginFacts

/// The wording for served certificates, compared with the files.
extension FileWording {
    /// Returns a phrase such as `8 of 8 connections serve this certificate`.
    static func row(_ comparison: ServedComparison) -> TerminalText {
        if let refusal = comparison.refusal { return Wording.words(refusal) }
        guard comparison.answered > 0 else { return "cannot tell: \(failure(comparison))" }
        var parts: [TerminalText] = []
        if comparison.same > 0 {
            parts.append(
                """
                \(share(comparison.same, comparison)) \(verb(comparison.same, "serve")) this \
                certificate
                """
            )
        }
        for other in comparison.others.prefix(3) {
            parts.append(
                "\(share(other.count, comparison)) \(verb(other.count, "show")) \(kind(of: other))")
        }
        if comparison.others.count > 3 { parts.append("and \(comparison.others.count - 3) more") }
        if !comparison.missing.isEmpty {
            parts.append("without \(Wording.names(comparison.missing))")
        }
        if !comparison.extra.isEmpty {
            parts.append("with \(Wording.names(comparison.extra)) in addition")
        }
        if comparison.failed > 0 { parts.append("\(share(comparison.failed, comparison)) failed") }
        return TerminalText(trusted: parts.map(\.text).joined(separator: "; "))
    }

    private static func share(_ count: Int, _ comparison: ServedComparison) -> TerminalText {
        "\(count) of \(comparison.connections)"
    }

    private static func verb(_ count: Int, _ verb: TerminalText) -> TerminalText {
        count == 1 ? "\(verb)s" : verb
    }

    private static func kind(of other: ServedCertificate) -> TerminalText {
        let key: TerminalText = other.hasSameKey ? ", with the same key" : ""
        return switch other.relation {
        case .older: "an older one, until \(other.leaf.notAfter)\(key)"
        case .newer: "a newer one, until \(other.leaf.notAfter)\(key)"
        case .otherNames: "one for \(Wording.names(NameWords.names(of: other.leaf), atMost: 2))"
        case .otherKeyKind: "one with \(Wording.name(other.leaf.key))"
        case .other: "another one, until \(other.leaf.notAfter)\(key)"
        }
    }

    static func failure(_ comparison: ServedComparison) -> TerminalText {
        switch comparison.failure {
        case .failed(.failed(let failure), _): Wording.words(failure)
        case .failed(_, .failed(let failure, _)): Wording.words(failure)
        case .failed(.notTested(let why), _), .failed(_, .notTested(let why)): Wording.words(why)
        case .failed, .shown, nil: "no handshake completed"
        }
    }

    /// Returns the serial number, dates and digest, which distinguish two certificates.
    static func identity(_ leaf: CertificateFacts) -> TerminalText {
        """
        serial \(TerminalText(untrusted: leaf.serial, limit: 40)), valid \(leaf.notBefore) to \
        \(leaf.notAfter), sha256 \(TerminalText(untrusted: String(leaf.sha256.prefix(16))))...
        """
    }
}
