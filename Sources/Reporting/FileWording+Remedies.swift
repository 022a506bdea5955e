internal import EdgePolicy
internal import OriginFacts

/// What to do about certificate files.
extension FileWording {
    /// The sentence of a remedy, and the command or the configuration that does it.
    func advice(_ remedy: FileRemedy) -> FileAdvice {
        switch remedy {
        case .fixChain:
            FileAdvice("Have it written as a server should send it:", command: fix())
        case .addIssuer(let name, let urls): addIssuer(name, urls)
        case .renew(let names):
            FileAdvice(
                """
                Renew the certificate for \(Wording.names(names)), then reload the server: a renewed \
                file does nothing until then.
                """)
        case .install(let names):
            FileAdvice(
                "Get a Cloudflare Origin CA certificate, or one of a public CA. Key and request:",
                command: new(names))
        case .addName(let name):
            FileAdvice(
                "Get a certificate that lists \(name) too. Key and request:",
                command: new([name] + NameWords.names(of: facts.leaf)))
        case .matchKey:
            FileAdvice(
                """
                Name the key that was made with this certificate. If it is lost, make a new pair and \
                have it certified:
                """, command: new(NameWords.names(of: facts.leaf)))
        case .closeKey(let file):
            FileAdvice(
                "Leave it to its owner:", command: "chmod o-rwx \(Wording.quoted(file))")
        case .separate:
            FileAdvice("Give each server a file of its own; --key FILE says which one is meant.")
        case .reload(let address, let server):
            FileAdvice(
                """
                Reload the server at \(address), so that it reads this file. Workers that stay need a \
                restart.
                """, snippets: reload(server))
        case .sendChain(let address, let server):
            FileAdvice(
                "Let the server at \(address) read the whole file, and reload it:",
                snippets: chainFile(server))
        case .nameTheOrigin(let host, let port):
            FileAdvice("Say where the origin is:", command: compare(host, port, at: "ADDRESS"))
        case .compareOnTheOrigin(let host, let port):
            FileAdvice(
                "Compare on the origin itself, past any firewall:",
                command: compare(host, port, at: "127.0.0.1"))
        }
    }

    private func addIssuer(_ name: String, _ urls: [String]) -> FileAdvice {
        let own: TerminalText = "If that is a root of your own, Cloudflare does not know it."
        guard let url = urls.first(where: { $0.lowercased().hasPrefix("http://") }) else {
            return FileAdvice(
                """
                Get the current certificate of \(name) from whoever issued yours, save it as \
                ISSUER.pem, and put it behind your own. \(own)
                """, command: fix("ISSUER.pem"))
        }
        return FileAdvice(
            """
            Put the current certificate of \(name) behind your own: it is at \(url), from where --aia \
            fetches it. \(own)
            """, command: fix("--aia"))
    }

    // MARK: - Commands

    private var files: TerminalText {
        words(facts.files)
    }

    private func words(_ words: [String]) -> TerminalText {
        TerminalText(trusted: words.map { Wording.quoted($0).text }.joined(separator: " "))
    }

    private func line(_ head: TerminalText, _ options: [String]) -> TerminalText {
        options.isEmpty ? head : "\(head) \(words(options))"
    }

    /// `cert fix`, to a file beside the first one.
    private func fix(_ more: String? = nil) -> TerminalText {
        let inputs = more.map { "\(files) \($0)" as TerminalText } ?? files
        // A key of another certificate would only be refused.
        var isRefused = false
        if case .differs = facts.key?.state { isRefused = true }
        let key = isRefused ? [] : options.key
        let needsPassword = !key.isEmpty || facts.containers.contains("PKCS#12")
        return line(
            "fullstrict cert fix \(inputs) -o \(Wording.quoted(fixedFile))",
            key + options.trust + (needsPassword ? options.password : []))
    }

    /// `server.crt` becomes `server.fixed.pem`; nothing is overwritten.
    private var fixedFile: String {
        guard let first = facts.files.first, first != "-" else { return "fixed.pem" }
        let name = first.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
            return first + ".fixed.pem"
        }
        return first.dropLast(name[dot...].count) + ".fixed.pem"
    }

    private func new(_ names: [String]) -> TerminalText {
        let valid = names.filter { $0.contains(".") }.prefix(8)
        return "fullstrict cert new \(words(valid.isEmpty ? ["NAME"] : Array(valid))) -o ."
    }

    private func compare(
        _ host: String, _ port: UInt16, at address: TerminalText
    ) -> TerminalText {
        let port = port == 443 ? [] : ["-p", "\(port)"]
        let head = line(
            "fullstrict cert check \(files)",
            options.key + ["--host", host] + options.trust + options.password + ["--served"] + port)
        return "\(head) --resolve \(address)"
    }

    /// The same check once more.
    var again: TerminalText {
        let names = hosts.flatMap { ["--host", $0.ascii] }
        let mode = mode == .strict ? [] : ["--mode", mode.rawValue]
        return line(
            "fullstrict cert check \(files)",
            options.key + names + mode + options.trust + options.password + options.judgement
                + options.served)
    }

    // MARK: - Servers

    private func known(_ header: String?) -> [ServerSoftware] {
        header.flatMap(ServerSoftware.init(header:)).map { [$0] } ?? [.nginx, .apache]
    }

    private func reload(_ header: String?) -> [Snippet] {
        known(header).map { software in
            switch software {
            case .nginx: Snippet("nginx", [], reload: Wording.nginxReload)
            case .apache: Snippet("Apache", [], reload: Wording.apacheReload)
            case .caddy:
                Snippet(
                    "Caddy", [], reload: "caddy reload --config /etc/caddy/Caddyfile --force")
            case .iis: Snippet("IIS", ["Site > Bindings > https: choose the new certificate"])
            }
        }
    }

    private func chainFile(_ header: String?) -> [Snippet] {
        let file: TerminalText = "/path/\(TerminalText(untrusted: lastPart))"
        return known(header).compactMap { software in
            switch software {
            case .nginx:
                Snippet("nginx", ["ssl_certificate \(file);"], reload: Wording.nginxReload)
            case .apache:
                Snippet("Apache", ["SSLCertificateFile \(file)"], reload: Wording.apacheReload)
            case .caddy: Snippet("Caddy", ["tls \(file) /path/key.pem"])
            case .iis: nil
            }
        }
    }

    private var lastPart: String {
        facts.files.first.flatMap { $0.split(separator: "/").last }.map(String.init)
            ?? "fullchain.pem"
    }
}
