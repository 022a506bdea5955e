internal import ArgumentParser
internal import OriginCheck

/// `fullstrict cert show FILE...|HOST`: what is in there, or what is sent.
struct CertShowCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The certificates in files, or those a host sends, as a chain up to the root.",
        usage: "fullstrict cert show FILE...|HOST [options]     (all of them: --help-all)",
        discussion: """
            Says of each certificate whether it is in the files (or sent) or in the list of roots, and \
            what is missing, superfluous or there twice. Nothing is judged: see fullstrict cert check \
            and fullstrict check. A file of that name wins over a host.

            Examples:
              fullstrict cert show fullchain.pem
              fullstrict cert show server.crt ca-chain.p7b --json
              fullstrict cert show www.example.com --resolve 203.0.113.10

            Exit status: 0 shown, 3 nothing could be seen at an address, 64 and up: could not run.
            """)

    @OptionGroup var certificates: CertificateOptions
    @OptionGroup(title: "Where the origin is") var address: AddressOptions
    @OptionGroup(title: "How it is asked") var request: RequestOptions
    @OptionGroup(title: "What is said") var output: OutputOptions

    func status() async throws -> ExitStatus {
        if let host = hostNamed { return try await show(host) }
        try deliver(try CertificateChains(certificates.settings).ofFiles(), redaction: nil)
        return .works
    }

    /// Endings of certificate files, none of which is a domain of the root zone.
    private static let endings = [
        ".pem", ".crt", ".cer", ".der", ".key", ".p7b", ".p7c", ".p12", ".pfx", ".csr", ".txt",
    ]

    /// The one argument, when it can only be a host.
    private var hostNamed: String? {
        guard certificates.files.count == 1, let name = certificates.files.first,
            name.contains(".") || name.contains(":"), !name.hasPrefix("."),
            name.contains("://") || !name.contains("/"), !InputFile.exists(name),
            !Self.endings.contains(where: name.lowercased().hasSuffix)
        else { return nil }
        return name
    }

    private func show(_ host: String) async throws(OriginCheckError) -> ExitStatus {
        let reader = try TargetReader(address.targets)
        let target = try reader.target(host)
        try reader.checkUse(by: [target])
        let served = try await CertificateChains(certificates.settings)
            .served(by: target, connection: request.connection(address))
        let report = served.report
        try deliver(
            report, redaction: output.redact ? Redaction(addresses: served.addresses) : nil)
        let isWhole = report.unseen.isEmpty && !report.chains.isEmpty
        return isWhole || output.exitZero ? .works : .cannotTell
    }

    private func deliver(
        _ report: ChainReport, redaction: Redaction?
    ) throws(OriginCheckError) {
        try output.deliver(
            output.json
                ? report.document(redaction: redaction)
                : report.text(output.style, detail: output.detail, redaction: redaction))
    }
}
