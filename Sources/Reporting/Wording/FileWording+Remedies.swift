internal import EdgePolicy
internal import OriginFacts

/// The wording for remedies for certificate files.
extension FileWording {
    /// Returns the sentence for a remedy, with the command or the configuration that applies it.
    func advice(_ remedy: FileRemedy) -> FileAdvice {
        switch remedy {
        case .fixChain: fixChain
        case .addIssuer(let name, let urls): addIssuer(name, urls)
        case .renew(let names):
            FileAdvice(
                """
                Renew the certificate for \(Wording.names(names)), then reload the server: until \
                then it serves the old one.
                """)
        case .install(let names):
            request("Get a Cloudflare Origin CA certificate, or one from a public CA.", names)
        case .addName(let name): addName(name)
        case .matchKey:
            request(
                """
                Use the key that was made with this certificate. If it is lost, make a new key \
                and get a new certificate for it.
                """, NameWords.names(of: facts.leaf))
        case .closeKey(let file):
            FileAdvice(
                "Restrict it to its owner:",
                command: "chmod o-rwx \(words([FileOptions.word(for: file)]))")
        case .separate:
            FileAdvice("Use a separate file for each server; --key FILE says which one is meant.")
        case .reload(let address, let server):
            FileAdvice(
                """
                Reload the server at \(address), so that it uses this file. Workers that keep the \
                old one need a restart.
                """, snippets: reload(server))
        case .sendChain(let address, let server):
            FileAdvice(
                "Configure the server at \(address) to use the whole file, and reload it:",
                snippets: chainFile(server))
        case .nameTheOrigin(let host, let port):
            FileAdvice("Specify the origin:", command: compare(host, port, at: "ADDRESS"))
        case .compareOnTheOrigin(let host, let port):
            FileAdvice(
                "Compare on the origin itself, behind any firewall:",
                command: compare(host, port, at: "127.0.0.1"))
        }
    }

    private var fixChain: FileAdvice {
        let once: TerminalText =
            missing.isEmpty ? "" : ", once you have the missing issuer"
        return FileAdvice(
            "Rewrite it in the order a server should send it\(once):", command: fix())
    }

    private func addName(_ name: String) -> FileAdvice {
        guard !RequestableNames([name]).names.isEmpty else {
            return FileAdvice(
                """
                Get a certificate that lists \(name) too: from a CA that issues for such names, \
                which the Origin CA does not.
                """)
        }
        return request(
            "Get a certificate that lists \(name) too.", [name] + NameWords.names(of: facts.leaf))
    }

    private func addIssuer(_ name: String, _ urls: [String]) -> FileAdvice {
        let own: TerminalText = "If that is a root of your own, Cloudflare does not trust it."
        guard let url = Self.issuerURL(urls) else {
            return FileAdvice(
                """
                Get the current certificate of \(name) from the CA that issued yours, save it as \
                ISSUER.pem, and append it after your certificate. \(own)
                """, command: fix())
        }
        return FileAdvice(
            """
            Append the current certificate of \(name) after your certificate: it is at \(url), \
            and --aia fetches it. \(own)
            """, command: fix())
    }

    // MARK: - Commands

    private var files: TerminalText {
        words(facts.files.map(FileOptions.word(for:)))
    }

    private func words(_ words: [String]) -> TerminalText {
        TerminalText(trusted: words.map { Wording.quoted($0).text }.joined(separator: " "))
    }

    private func line(_ head: TerminalText, _ options: [String]) -> TerminalText {
        options.isEmpty ? head : "\(head) \(words(options))"
    }

    /// Returns the `cert fix` command with all its arguments; its output file is in the same folder
    /// as the first file.
    private func fix() -> TerminalText {
        let inputs = missing.isEmpty ? files : "\(files) \(words(missing))"
        let key = keyOfFix
        let needsPassword = !key.isEmpty || facts.containers.contains("PKCS#12")
        return line(
            "fullstrict cert fix \(inputs) -o \(words([fixedFile]))",
            key + options.trust + (needsPassword ? options.password : []))
    }

    private static let rightKey = ["--key", "KEY.pem"]

    /// The `--key` option for `cert fix`. If there are certificates for several servers, a key must
    /// select one; a key for another certificate would be rejected.
    private var keyOfFix: [String] {
        let isAlone = facts.otherLeaves.isEmpty
        guard let key = facts.key else { return isAlone ? [] : Self.rightKey }
        if case .differs = key.state {
            return isAlone && !facts.files.contains(key.file) ? [] : Self.rightKey
        }
        return options.key
    }

    /// The name of the fixed file: `server.crt` becomes `server.fixed.pem`; no file is overwritten.
    private var fixedFile: String {
        guard let first = facts.files.first else { return "fixed.pem" }
        let path = FileOptions.word(for: first)
        if path == "FILE" { return "fixed.pem" }
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
            return path + ".fixed.pem"
        }
        return path.dropLast(name[dot...].count) + ".fixed.pem"
    }

    /// Returns advice that ends in a certificate request with its command; names that the request
    /// cannot include are listed.
    private func request(_ text: TerminalText, _ names: [String]) -> FileAdvice {
        let wanted = RequestableNames(names)
        var text = text
        if !wanted.others.isEmpty {
            text = """
                \(text) It leaves out \(Wording.names(wanted.others)): the Origin CA certifies domain \
                names only.
                """
        }
        guard !wanted.names.isEmpty else { return FileAdvice(text) }
        return FileAdvice(
            "\(text) Key and request:", command: "fullstrict cert new \(words(wanted.names)) -o .")
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

    /// Returns the same check again, for the file that the fix for the finding writes, if it writes
    /// one.
    func again(after finding: FileFinding) -> TerminalText {
        again(isFixed: finding.remedies.first.map(Self.writesFile) ?? false)
    }

    /// Returns the same check again, for the written file if one of the fixes writes one.
    func again(after findings: [FileFinding]) -> TerminalText {
        again(isFixed: findings.compactMap(\.remedies.first).contains(where: Self.writesFile))
    }

    private static func writesFile(_ remedy: FileRemedy) -> Bool {
        switch remedy {
        case .fixChain, .addIssuer: true
        default: false
        }
    }

    private func again(isFixed: Bool) -> TerminalText {
        let names = hosts.flatMap { ["--host", $0.ascii] }
        let mode = mode == .strict ? [] : ["--mode", mode.rawValue]
        let subject = isFixed ? words([fixedFile]) : files
        return line(
            "fullstrict cert check \(subject)",
            keyOfCheck(isFixed: isFixed) + names + mode + options.trust + options.password
                + options.judgement + options.served)
    }

    /// Returns the `--key` option for the check. A key from a certificate file is not in the
    /// written file, and a key for another certificate must not be used again.
    private func keyOfCheck(isFixed: Bool) -> [String] {
        if case .differs = facts.key?.state { return Self.rightKey }
        guard isFixed, options.key.isEmpty, let key = facts.key,
            !facts.containers.contains("PKCS#12")
        else { return options.key }
        return ["--key", FileOptions.word(for: key.file)]
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
