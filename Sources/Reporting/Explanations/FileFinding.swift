internal import EdgePolicy
internal import OriginFacts

/// The wording for problems in the certificate files themselves.
extension FileWording {
    /// Returns the wording of a finding. Wording for the chain and for served certificates is in
    /// separate files.
    func words(_ kind: FileFindingKind) -> FindingWords {
        switch kind {
        case .keyMismatch(let file, let key, let certificate):
            keyMismatch(file, key, certificate)
        case .keyExposed(let file): keyExposed(file)
        case .leafNotFirst(let first, let leaf): leafNotFirst(first, leaf)
        case .severalLeaves(let others): severalLeaves(others)
        case .notPEM(let container): notPEM(container)
        case .certificate(let finding): words(finding)
        case .served(let finding): words(finding)
        }
    }

    private func keyMismatch(
        _ file: String, _ key: KeyFacts, _ certificate: KeyFacts
    ) -> FindingWords {
        let saw: TerminalText =
            key == certificate
            ? "\(file) contains a key of the same kind (\(Wording.name(key))), but not the certificate's"
            : """
            \(file) holds \(Wording.name(key)); the certificate is for \
            \(Wording.name(certificate))
            """
        return FindingWords(
            "the key belongs to another certificate", saw: saw,
            means: """
                nginx, Apache, HAProxy and Caddy do not start with such a pair: nothing listens, \
                and visitors get 521 in every mode. A running server is not affected until its \
                next restart.
                """)
    }

    private func leafNotFirst(_ first: String, _ leaf: String) -> FindingWords {
        FindingWords(
            "the server's own certificate is not the first",
            saw: "\(first) comes first; the server's own is \(leaf)",
            means: """
                nginx, Apache, HAProxy and Caddy use the first certificate as their own and do \
                not start with another's key: visitors get 521 in every mode. Software that \
                reorders the file may work.
                """)
    }

    private func severalLeaves(_ others: [String]) -> FindingWords {
        let choice: TerminalText =
            facts.key == nil ? "The first is judged." : "The one that matches the key is judged."
        let isTold =
            self.others.leaves.isEmpty
            || Set(others + [facts.leaf.subject]).count == others.count + 1
        let own: TerminalText =
            isTold ? "\(facts.leaf.subject)" : NameWords.identity(of: facts.leaf)
        let rest =
            isTold
            ? Wording.names(others)
            : Wording.shortList(self.others.leaves.map(NameWords.identity), atMost: 4)
        return FindingWords(
            "certificates of several servers",
            saw: """
                expected one server's certificate, found \(others.count + 1): \(own), and also \(rest)
                """,
            means: "\(choice) A server uses one of them; the others are sent but have no effect.")
    }

    private func notPEM(_ container: String) -> FindingWords {
        FindingWords(
            "not in the format most web servers read", saw: "the file is \(container)",
            means: """
                nginx, Apache, HAProxy and Caddy do not start with it: they read PEM. IIS and \
                Java read PKCS#12; the prediction is for software that reads this file.
                """)
    }

    private func keyExposed(_ file: String) -> FindingWords {
        FindingWords(
            "every account on this machine can read the key", saw: "\(file)",
            means: "Nothing breaks, but any account on this machine can impersonate the server.")
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let files = [
        Explanation(
            "key.mismatch", "the key belongs to another certificate",
            means: """
                The private key is not the one the certificate was issued for. Web servers do not \
                start with such a pair, so nothing listens: the one way a certificate causes 521.
                """,
            causes: """
                The certificate was renewed with a new key, and the old key file stayed.
                The files of two sites were mixed up.
                """,
            proof: """
                fullstrict cert check FILE --key KEY.
                nginx -t says "key values mismatch".
                """,
            fixes: """
                Use the key that was made together with the request.
                If it is lost: fullstrict cert new NAME, and get a certificate for the new request.
                """,
            sources: """
                nginx.org: ngx_http_ssl_module, ssl_certificate
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-521
                """),
        Explanation(
            "key.permissions", "every account on this machine can read the key",
            means: """
                Nothing breaks. Any account on the machine can copy the key and impersonate the server.
                """,
            causes: "The file was written by a shell or a copy with the usual permissions (0644).",
            proof: "ls -l KEY shows an r in the last group.",
            fixes: "chmod o-rwx KEY; web servers read it as root.",
            sources: """
                nginx.org: configuring HTTPS servers ("restricted access")
                """),
        Explanation(
            "chain.leaf-not-first", "the server's own certificate is not the first",
            means: """
                Servers use the first certificate of a file as their own. If another one comes \
                first, they expect that one's key and do not start: 521.
                """,
            causes: "The bundle was joined the wrong way round: cat ca-bundle.crt server.crt.",
            proof: "fullstrict cert show FILE",
            fixes: "fullstrict cert fix FILE -o fullchain.pem.",
            sources: """
                nginx.org: ngx_http_ssl_module, ssl_certificate
                RFC 8446 section 4.4.2
                """),
        Explanation(
            "chain.several-leaves", "certificates of several servers",
            means: """
                A file is for one server. The first certificate is served; the others are sent but have no effect.
                """,
            causes: "A new certificate was added to the file instead of replacing the old one.",
            proof: "fullstrict cert show FILE",
            fixes: """
                fullstrict cert fix FILE --key KEY -o fullchain.pem keeps the one the key \
                belongs to.
                """,
            sources: "nginx.org: ngx_http_ssl_module, ssl_certificate"),
        Explanation(
            "file.not-pem", "not in the format most web servers read",
            means: """
                nginx, Apache, HAProxy and Caddy read PEM and do not start with another format. \
                IIS and Java read PKCS#12.
                """,
            causes: """
                The certificate came from a Windows machine, or was downloaded as .p7b or .cer.
                """,
            proof: "The file has no line that begins with -----BEGIN CERTIFICATE-----.",
            fixes: "fullstrict cert fix FILE -o fullchain.pem writes PEM.",
            sources: """
                RFC 7468
                nginx.org: ngx_http_ssl_module, ssl_certificate
                """),
    ]
}
