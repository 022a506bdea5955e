internal import ArgumentParser
internal import OriginCheck

/// `fullstrict cert show FILE...|HOST`: shows certificates in files or from a host.
struct CertShowCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Show the certificates in files, or those a host sends, as a chain up to the root.",
        usage: "fullstrict cert show FILE...|HOST [options]     (all of them: --help-all)",
        discussion: """
            Shows for each certificate whether it comes from the files (or the host) or the list of \
            roots, and what is missing, unrelated or duplicated. It judges nothing: use fullstrict \
            cert check or fullstrict check. An existing file takes precedence over a host.

            Examples:
              fullstrict cert show fullchain.pem
              fullstrict cert show server.crt ca-chain.p7b --json
              fullstrict cert show www.example.com --resolve 203.0.113.10

            Exit status: 0 shown, 3 an address could not be read, 64 and up: could not run.
            """)

    @OptionGroup var certificates: CertificateOptions
    @OptionGroup(title: "Origin") var address: AddressOptions
    @OptionGroup(title: "Requests") var request: RequestOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func status() async throws -> ExitStatus {
        if let host = hostNamed { return try await show(host) }
        try deliver(try CertificateChains(certificates.settings).ofFiles(), redaction: nil)
        return .works
    }

    /// File name extensions of certificates. None of them is a top-level domain.
    private static let endings = [
        ".pem", ".crt", ".cer", ".der", ".key", ".p7b", ".p7c", ".p12", ".pfx", ".csr", ".txt",
    ]

    /// The only argument, if it must be a host.
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
