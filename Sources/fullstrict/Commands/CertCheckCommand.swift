internal import ArgumentParser
internal import OriginCheck

/// `fullstrict cert check FILE...`: checks certificate files before a server is restarted.
struct CertCheckCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Would a server with these files work in each mode, and until when?",
        usage: "fullstrict cert check FILE... [options]     (all of them: --help-all)",
        discussion: """
            Checks the key, the order and completeness of the chain, names, dates and trust. It connects \
            to nothing unless --served is given; then it compares the files with what every address \
            serves, over several connections, to find a server that was not reloaded.

            Examples:
              fullstrict cert check fullchain.pem --key privkey.pem --host www.example.com
              fullstrict cert check fullchain.pem --host www.example.com --served
              fullstrict cert check fullchain.pem --served origin.example.net:8443
              fullstrict cert check server.pfx --password-file secret.txt --json

            Exit status: 0 works, 1 would break, 3 cannot tell, 64 and up: could not run.
            """)

    @OptionGroup var certificates: CertificateOptions

    @Option(
        help: ArgumentHelp("The private key, to check that it matches.", valueName: "file"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "A host that visitors use; may be repeated.", valueName: "name"))
    var host: [String] = []

    @Option(
        help: ArgumentHelp(
            "Compare with what is served, for --host or at this address.",
            valueName: "host[:port]"))
    var served: String?

    @Option(
        help: ArgumentHelp("Connections to each address, 1 to 64 (default: 8).", valueName: "n"))
    var connections: Int?

    @Option(help: "The mode to judge the exit status by.")
    var mode: EncryptionMode = .strict

    @Option(
        help: ArgumentHelp(
            "How long before expiry to warn: 14d, 36h or 20%.", valueName: "time"),
        transform: { try ExpiryThreshold(reading: $0) })
    var expiresIn: ExpiryThreshold = .usual

    @Option(
        help: ArgumentHelp(
            "Check revocation: crl fetches the CRLs that the certificates name.",
            valueName: "off|crl", visibility: .hidden),
        transform: { try RevocationChoice(ofFiles: $0) })
    var revocation: RevocationChoice = .off

    @OptionGroup(title: "Origin") var address: AddressOptions
    @OptionGroup(title: "Requests") var request: RequestOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if let connections, !(1...64).contains(connections) {
            throw ValidationError("--connections is a number from 1 to 64")
        }
        let inputs = certificates.files + [key, certificates.passwordFile].compactMap(\.self)
        if inputs.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input (-) can be used only once")
        }
        try checkUse()
        if let served, served != Self.hostsThemselves,
            !address.overrides.isEmpty || address.connectTo != nil
        {
            throw ValidationError(
                "--served \(served) already says where to connect: leave out --resolve and --connect-to"
            )
        }
    }

    /// Throws if options are used that have no effect without `--served`.
    private func checkUse() throws {
        guard served == nil else { return }
        if !address.overrides.isEmpty || address.connectTo != nil {
            throw ValidationError("--resolve and --connect-to need --served")
        }
        let given = [
            ("--connections", connections != nil), ("--port", address.port != nil),
            ("--http-port", address.httpPort != nil), ("--sni", address.sni != nil),
            ("--path", address.path != nil), ("--first-ip", address.firstAddressOnly),
            ("--header", !request.headers.isEmpty),
            ("--client-cert", request.clientCert != nil),
        ]
        if let (option, _) = given.first(where: \.1) {
            throw ValidationError("\(option) needs --served")
        }
    }

    /// The value that stands for `--served` alone: the hosts of `--host`, at their own addresses.
    static let hostsThemselves = ":"

    func status() async throws -> ExitStatus {
        let result = try await CertificateInspection(settings).run()
        let report = result.report
        let redaction = output.redact ? Redaction(addresses: result.addresses) : nil
        try output.deliver(
            output.json
                ? report.document(redaction: redaction)
                : report.text(output.style, detail: output.detail, redaction: redaction))
        return ExitStatus(rawValue: report.exitStatus) ?? .internalFault
    }

    private var settings: InspectionSettings {
        var settings = InspectionSettings(certificates.settings)
        settings.key = key
        settings.hosts = host
        settings.served = served.map { $0 == Self.hostsThemselves ? .hosts : .place($0) }
        settings.connections = connections ?? settings.connections
        settings.targets = address.targets
        settings.connection = request.connection(address)
        settings.judgement.mode = mode
        settings.judgement.expiry = expiresIn
        settings.judgement.revocation = revocation.settings
        settings.judgement.failureThreshold = output.threshold
        settings.commandWords = commandWords
        return settings
    }

    /// These options as command-line words, for the commands in the report.
    private var commandWords: FileOptions {
        var options = FileOptions()
        let roots = certificates.roots
        if roots.trust != .cloudflare { options.trust += ["--trust", roots.trust.word] }
        for file in roots.addedAuthorities {
            options.trust += ["--add-ca", FileOptions.word(for: file)]
        }
        options.password =
            certificates.passwordFile.map { ["--password-file", FileOptions.word(for: $0)] } ?? []
        options.key = key.map { ["--key", FileOptions.word(for: $0)] } ?? []
        if let at = certificates.at { options.judgement += ["--at", at.rfc3339] }
        if let word = expiresIn.word { options.judgement += ["--expires-in", word] }
        if revocation != .off { options.judgement += ["--revocation", revocation.rawValue] }
        for name in address.alsoName { options.judgement += ["--also-name", name] }
        options.served =
            served.map { $0 == Self.hostsThemselves ? ["--served"] : ["--served", $0] } ?? []
        options.served += address.words
        return options
    }
}
