internal import ArgumentParser
internal import OriginCheck

/// `fullstrict cert fix FILE... -o OUT`: builds the chain that a server should send.
struct CertFixCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Write the chain as a server should send it.",
        discussion: """
            Writes the server's certificate first, then each issuer, without the root, duplicates and \
            unrelated certificates. Issuers come from the files and the list of roots; with --aia \
            also from the URLs in the certificates (not from private addresses, unless \
            --allow-private). Private keys are never written. Nothing is written if an issuer is \
            missing.

            Examples:
              fullstrict cert fix server.crt ca-bundle.crt -o fullchain.pem
              fullstrict cert fix server.crt --aia -o fullchain.pem
              fullstrict cert fix fullchain.pem -o fullchain.pem --force

            Exit status: 0 written, and Full (strict) accepts it; 1 written, but Full (strict) rejects it; \
            3 written, but that cannot be told; 64 and up: nothing written.
            """)

    @OptionGroup var certificates: CertificateOptions

    @Option(
        help: ArgumentHelp(
            "The private key, to select the certificate if there are several.", valueName: "file"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "The host that visitors use; a certificate for other names is refused.",
            valueName: "name"))
    var host: String?

    @Flag(help: "Fetch missing issuers from the URLs in the certificates (http).")
    var aia = false

    @Flag(help: ArgumentHelp("With --aia: connect to private addresses too.", visibility: .hidden))
    var allowPrivate = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write; - is stdout.", valueName: "file"))
    var output: String

    @Flag(help: "Replace an existing file, keeping its permissions.")
    var force = false

    @Flag(name: .shortAndLong, help: "Report what was done as JSON on stdout.")
    var json = false

    func validate() throws {
        if output.isEmpty { throw ValidationError("-o is empty: name the file to write") }
        if json, output == "-" {
            throw ValidationError(
                "--json and -o - cannot be combined: both write to standard output")
        }
    }

    func status() async throws -> ExitStatus {
        var settings = ChainFixSettings(certificates.settings, output: output)
        settings.key = key
        settings.host = host
        settings.fetchesIssuers = aia
        settings.allowsPrivateAddresses = allowPrivate
        settings.replaces = force
        let result = try await ChainFix(settings).run()
        if output == "-" { Console.output(Array(result.pem.utf8)) }
        show(result.report)
        return ExitStatus(rawValue: result.report.exitStatus) ?? .internalFault
    }

    /// Shows the report, on stderr if the chain goes to stdout.
    private func show(_ report: FixReport) {
        if json { return Console.output(report.document) }
        let text = report.text(Console.style(.auto))
        if output == "-" { Console.error(text) } else { Console.output(text) }
    }
}
