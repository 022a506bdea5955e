internal import EdgePolicy
internal import OriginFacts

/// What further handshakes explain.
extension Wording {
    func onlyBeyondEdge(_ version: String, _ cipher: String, _ group: String?) -> FindingWords {
        let curve: TerminalText = group.map { " with \($0)" } ?? ""
        return FindingWords(
            "the origin accepts only what the edge does not offer",
            saw: "when offered everything, it took TLS \(version), \(cipher)\(curve)",
            means: "That is what it insists on, and the edge does not offer it.")
    }

    func defaultCertificate(_ subject: String) -> FindingWords {
        FindingWords(
            "the server has no certificate of its own for this name",
            saw: "\(subject) is also what it shows without a server name",
            means: "So it is its default: the server has none of its own for this name.")
    }

    func serverNameChooses(_ subject: String) -> FindingWords {
        FindingWords(
            "without a server name there is another certificate", saw: "\(subject)",
            means: "Nothing: Cloudflare sends the server name.")
    }

    func serverNameNeeded() -> FindingWords {
        FindingWords(
            "the origin wants a server name", saw: "no handshake without one",
            means: "Nothing: Cloudflare sends the server name.")
    }

    func serverNameNotKnown(_ subject: String) -> FindingWords {
        FindingWords(
            "the origin shakes hands without the name only",
            saw: "without a server name it shows \(subject)",
            means: "Cloudflare always sends the name, which the server does not know.")
    }
}
