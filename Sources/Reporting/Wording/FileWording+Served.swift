internal import EdgePolicy
internal import OriginFacts

/// What is served, compared with the files.
extension FileWording {
    /// `8 of 8 connections show this certificate`.
    static func row(_ tally: ServedComparison) -> TerminalText {
        if let refusal = tally.refusal { return Wording.words(refusal) }
        guard tally.answered > 0 else { return "cannot tell: \(failure(tally))" }
        var parts: [TerminalText] = []
        if tally.same > 0 {
            parts.append(
                "\(share(tally.same, tally)) \(verb(tally.same, "serve")) this certificate")
        }
        for other in tally.others.prefix(3) {
            parts.append(
                "\(share(other.count, tally)) \(verb(other.count, "show")) \(kind(of: other))")
        }
        if tally.others.count > 3 { parts.append("and \(tally.others.count - 3) more") }
        if !tally.missing.isEmpty { parts.append("without \(Wording.names(tally.missing))") }
        if !tally.extra.isEmpty { parts.append("with \(Wording.names(tally.extra)) besides") }
        if tally.failed > 0 { parts.append("\(share(tally.failed, tally)) failed") }
        return TerminalText(trusted: parts.map(\.text).joined(separator: "; "))
    }

    private static func share(_ count: Int, _ tally: ServedComparison) -> TerminalText {
        "\(count) of \(tally.connections)"
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

    private static func failure(_ tally: ServedComparison) -> TerminalText {
        switch tally.failure {
        case .failed(.failed(let failure), _): Wording.words(failure)
        case .failed(_, .failed(let failure, _)): Wording.words(failure)
        case .failed(.notTested(let why), _), .failed(_, .notTested(let why)): Wording.words(why)
        case .failed, .shown, nil: "no handshake came to its end"
        }
    }

    /// Serial, dates and digest: what tells two certificates apart.
    private static func identity(_ leaf: CertificateFacts) -> TerminalText {
        """
        serial \(TerminalText(untrusted: leaf.serial, limit: 40)), valid \(leaf.notBefore) to \
        \(leaf.notAfter), sha256 \(TerminalText(untrusted: String(leaf.sha256.prefix(16))))...
        """
    }

    func notServed(_ tally: ServedComparison) -> FindingWords {
        guard let other = tally.others.first else { return servedNotSeen(tally) }
        return FindingWords(
            Self.title(other), saw: "\(tally.address): \(Self.identity(other.leaf))",
            means: means(other))
    }

    private static func title(_ other: ServedCertificate) -> TerminalText {
        switch other.relation {
        case .older: "an older certificate is served"
        case .newer: "a newer certificate is served"
        case .otherNames: "another site's certificate is served"
        case .otherKeyKind: "a certificate with another kind of key is served"
        case .other: "another certificate is served"
        }
    }

    private func means(_ other: ServedCertificate) -> TerminalText {
        let key: TerminalText = other.hasSameKey ? " Both have the same key." : ""
        return switch other.relation {
        case .older:
            """
            The file was renewed, the server goes on with what it read before; Full (strict) would \
            answer 526 after \(other.leaf.notAfter).\(key)
            """
        case .newer: "This file is not what the server uses: it is older than that.\(key)"
        case .otherNames:
            "Another virtual host or server answers for this name, so the file is not used for it."
        case .otherKeyKind:
            """
            A server may hold one certificate for each kind of key; Cloudflare is shown the one above, \
            so that one counts.
            """
        case .other: "The server reads another file, or was not reloaded.\(key)"
        }
    }

    func servedMixed(_ tally: ServedComparison) -> FindingWords {
        let other = tally.others.first
        let kind: TerminalText = other?.relation == .older ? "an older one" : "another one"
        let identity: TerminalText = other.map { ": \(Self.identity($0.leaf))" } ?? ""
        return FindingWords(
            "only some connections show this certificate",
            saw: """
                \(tally.address): \(tally.same) of \(tally.connections) this one, \
                \(tally.answered - tally.same) \(kind)\(identity)
                """,
            means: """
                A worker, or a machine behind the same address, has not been reloaded: visitors get \
                the other certificate now and then.
                """)
    }

    func servedChainDiffers(_ tally: ServedComparison) -> FindingWords {
        FindingWords(
            "the server leaves out what the file has",
            saw: "\(tally.address) sends the certificate without \(Wording.names(tally.missing))",
            means: """
                The server reads another chain file, or only the first certificate of this one; \
                Full (strict) needs every intermediate.
                """)
    }

    func servedNotSeen(_ tally: ServedComparison) -> FindingWords {
        if tally.refusal == .edgeAddress {
            return FindingWords(
                "the address is Cloudflare's", saw: "\(tally.address)",
                means: """
                    Cloudflare shows its own certificate there, so the origin's cannot be compared \
                    through it.
                    """)
        }
        return FindingWords(
            "an address could not be compared",
            saw: "\(tally.address): \(tally.refusal.map(Wording.words) ?? Self.failure(tally))",
            means: "Cannot tell which certificate is served there.")
    }

    func servedNowhere(_ name: String, _ answer: DNSAnswer?) -> FindingWords {
        FindingWords(
            "there is no address to compare with",
            saw: "\(name): \(answer.map(Wording.words) ?? "no address")",
            means: "Cannot tell which certificate is served.")
    }
}
