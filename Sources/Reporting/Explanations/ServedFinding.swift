internal import EdgePolicy
internal import OriginFacts

/// The wording for served certificates that differ from the files.
extension FileWording {
    func words(_ finding: ServedFinding) -> FindingWords {
        switch finding {
        case .otherCertificate(let comparison): otherCertificate(comparison)
        case .mixed(let comparison): servedMixed(comparison)
        case .chainDiffers(let comparison): servedChainDiffers(comparison)
        case .notSeen(let comparison): servedNotSeen(comparison)
        case .nowhere(let name, _, let answer): servedNowhere(name, answer)
        }
    }

    private func otherCertificate(_ comparison: ServedComparison) -> FindingWords {
        guard let other = comparison.others.first else { return servedNotSeen(comparison) }
        return FindingWords(
            Self.title(other), saw: "\(comparison.address): \(Self.identity(other.leaf))",
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
            The file was renewed, but the server still uses the one it loaded before; visitors \
            get 526 in Full (strict) after \(other.leaf.notAfter).\(key)
            """
        case .newer: "The server does not use this file, which is older than its certificate.\(key)"
        case .otherNames:
            "Another virtual host or server answers for this name, so the file is not used for it."
        case .otherKeyKind:
            """
            A server may have one certificate for each kind of key; Cloudflare gets the one \
            above, so that one counts.
            """
        case .other: "The server reads another file, or was not reloaded.\(key)"
        }
    }

    private func servedMixed(_ comparison: ServedComparison) -> FindingWords {
        let other = comparison.others.first
        let kind: TerminalText = other?.relation == .older ? "an older one" : "another one"
        let identity: TerminalText = other.map { ": \(Self.identity($0.leaf))" } ?? ""
        return FindingWords(
            "only some connections show this certificate",
            saw: """
                \(comparison.address): \(comparison.same) of \(comparison.connections) this one, \
                \(comparison.answered - comparison.same) \(kind)\(identity)
                """,
            means: """
                A worker, or a machine behind the same address, has not been reloaded: some \
                visitors get the other certificate.
                """)
    }

    private func servedChainDiffers(_ comparison: ServedComparison) -> FindingWords {
        FindingWords(
            "the server does not send the whole chain",
            saw:
                """
                \(comparison.address) sends the certificate without \
                \(Wording.names(comparison.missing))
                """,
            means: """
                The server reads another chain file, or only the first certificate of this one; \
                Full (strict) needs every intermediate.
                """)
    }

    private func servedNotSeen(_ comparison: ServedComparison) -> FindingWords {
        if comparison.refusal == .edgeAddress {
            return FindingWords(
                "the address is Cloudflare's", saw: "\(comparison.address)",
                means: """
                    Cloudflare sends its own certificate there, so the origin's cannot be compared.
                    """)
        }
        return FindingWords(
            "an address could not be compared",
            saw:
                """
                \(comparison.address): \
                \(comparison.refusal.map(Wording.words) ?? Self.failure(comparison))
                """,
            means: "Cannot tell which certificate is served there.")
    }

    private func servedNowhere(_ name: String, _ answer: DNSAnswer?) -> FindingWords {
        FindingWords(
            "there is no address to compare with",
            saw: "\(name): \(answer.map(Wording.words) ?? "no address")",
            means: "Cannot tell which certificate is served.")
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let served = [
        Explanation(
            "file.not-served", "another certificate is served",
            means: """
                Every connection to the address gets a different certificate than the one in the \
                file: the renewed file is not in use yet, or another site answers.
                """,
            causes: """
                The server was not reloaded after the renewal.
                The server's configuration names another file.
                Another virtual host answers for the name.
                """,
            proof: """
                fullstrict cert check FILE --host NAME --served --resolve ADDRESS.
                fullstrict cert show NAME --resolve ADDRESS.
                """,
            fixes: """
                nginx -t && nginx -s reload, or apachectl graceful.
                Automate it: certbot renew --deploy-hook "nginx -s reload".
                """,
            sources: "eff-certbot.readthedocs.io: renewal hooks"),
        Explanation(
            "served.mixed", "only some connections show this certificate",
            means: """
                One address serves several certificates: a worker or a machine behind it still \
                has the old one, and some visitors get it.
                """,
            causes: """
                An old worker process is still running after a reload.
                A load balancer uses several machines, and one was not updated.
                """,
            proof: "fullstrict cert check FILE --host NAME --served --connections 32",
            fixes: """
                Restart the server, so that every worker is replaced.
                Renew and reload every machine behind the address.
                """,
            sources: "nginx.org: controlling nginx"),
        Explanation(
            "served.chain-differs", "the server does not send the whole chain",
            means: """
                The server's own certificate is the file's, but an intermediate is not sent: \
                visitors get 526 in Full (strict).
                """,
            causes: "The configuration names cert.pem instead of fullchain.pem.",
            proof: "fullstrict cert show NAME --resolve ADDRESS",
            fixes: "Set ssl_certificate or SSLCertificateFile to the whole chain, and reload.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526"),
        Explanation(
            "served.not-seen", "an address could not be compared",
            means: """
                It is not known what is served there: no address, no response, or one of Cloudflare's own addresses.
                """,
            causes: """
                The name is proxied, so DNS gives Cloudflare's addresses.
                A firewall admits only Cloudflare.
                """,
            proof: "fullstrict check NAME says what answers.",
            fixes: """
                Specify the origin: --resolve ADDRESS.
                Run this on the origin: --resolve 127.0.0.1.
                """,
            sources: "dns/proxy-status"),
    ]
}
