internal import ArgumentParser
internal import EdgePolicy
internal import OriginFacts
internal import Reporting

/// `fullstrict cert check FILE...`: is this right, before the server is restarted?
struct CertCheckCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Would a server with these files be accepted, in each mode, and until when?",
        usage: "fullstrict cert check FILE... [options]     (all of them: --help-all)",
        discussion: """
            Looks at the key, the order and completeness of the chain, names, dates and trust. Nothing is \
            connected to, unless --served asks what the servers show: every address, over several \
            connections, so that one that was not reloaded is found.

            Examples:
              fullstrict cert check fullchain.pem --key privkey.pem --host www.example.com
              fullstrict cert check fullchain.pem --host www.example.com --served
              fullstrict cert check fullchain.pem --served origin.example.net:8443
              fullstrict cert check server.pfx --password-file secret.txt --json

            Exit status: 0 works, 1 would break, 3 cannot tell, 64 and up: could not run.
            """)

    @OptionGroup var certificates: CertificateOptions

    @Option(
        help: ArgumentHelp("The private key, to see whether it fits.", valueName: "file"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "A host visitors ask for; may be given several times.", valueName: "name"))
    var host: [String] = []

    @Option(
        help: ArgumentHelp(
            "Compare with what is served: for --host, or at this place.",
            valueName: "host[:port]"))
    var served: String?

    @Option(
        help: ArgumentHelp("Connections to each address, 1 to 64 (default: 8).", valueName: "n"))
    var connections: Int?

    @Option(help: "The mode the status is about.")
    var mode: EncryptionMode = .strict

    @Option(
        help: ArgumentHelp(
            "Warn this long before a certificate expires: 14d, 36h or 20%.", valueName: "time"),
        transform: { try ExpiryThreshold(reading: $0) })
    var expiresIn: ExpiryThreshold = .usual

    @Option(
        help: ArgumentHelp(
            "Look for revoked certificates: crl fetches the lists the certificates name.",
            valueName: "off|crl", visibility: .hidden),
        transform: { try RevocationChoice(ofFiles: $0) })
    var revocation: RevocationChoice = .off

    @OptionGroup(title: "Where the origin is") var address: AddressOptions
    @OptionGroup(title: "How it is asked") var request: RequestOptions
    @OptionGroup(title: "What is said") var output: OutputOptions

    func validate() throws {
        if let connections, !(1...64).contains(connections) {
            throw ValidationError("--connections is a number from 1 to 64")
        }
        let inputs = certificates.files + [key, certificates.passwordFile].compactMap(\.self)
        if inputs.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input (-) can be read for one thing only")
        }
        try checkUse()
        if let served, served != ServedTargets.hostsThemselves,
            !address.overrides.isEmpty || address.connectTo != nil
        {
            throw ValidationError(
                "--served \(served) says where to look already: leave out --resolve and --connect-to"
            )
        }
    }

    /// Options that say how servers are asked are for servers.
    private func checkUse() throws {
        guard served == nil else { return }
        if !address.overrides.isEmpty || address.connectTo != nil {
            throw ValidationError("--resolve and --connect-to go with --served")
        }
        let given = [
            ("--connections", connections != nil), ("--port", address.port != nil),
            ("--http-port", address.httpPort != nil), ("--sni", address.sni != nil),
            ("--path", address.path != nil), ("--first-ip", address.firstAddressOnly),
            ("--header", !request.headers.isEmpty),
            ("--client-cert", request.clientCert != nil),
        ]
        if let (option, _) = given.first(where: \.1) {
            throw ValidationError("\(option) goes with --served")
        }
    }

    func status() async throws -> ExitStatus {
        let inspection = try CertificateInspection(self)
        let seen = try await inspection.served()
        let report = try inspection.report(
            served: seen, evidence: try await inspection.evidence())
        let redaction = output.redact ? inspection.redaction(seen) : nil
        try output.deliver(
            output.json
                ? report.document(redaction: redaction)
                : report.text(output.style, detail: output.detail, redaction: redaction))
        return ExitStatus(rawValue: report.exitStatus) ?? .internalFault
    }
}
