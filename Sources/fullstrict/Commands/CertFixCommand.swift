internal import ArgumentParser
internal import OriginCheck

/// `fullstrict cert fix FILE... -o OUT`: the chain as a server should send it.
struct CertFixCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Write the chain as a server should send it.",
        discussion: """
            The server's own certificate first, then each issuer, without root, duplicates and \
            strangers. Issuers are taken from the files and the list of roots, with --aia also from \
            where the certificates say they are (never at private addresses, unless --allow-private). Private keys are never written. When an issuer is \
            missing, nothing is written.

            Examples:
              fullstrict cert fix server.crt ca-bundle.crt -o fullchain.pem
              fullstrict cert fix server.crt --aia -o fullchain.pem
              fullstrict cert fix fullchain.pem -o fullchain.pem --force

            Exit status: 0 written, and Full (strict) accepts it; 1 written, and it is refused all the \
            same; 3 written, and that cannot be told; 64 and up: nothing written.
            """)

    @OptionGroup var certificates: CertificateOptions

    @Option(
        help: ArgumentHelp(
            "The private key: picks the certificate where there are several.", valueName: "file"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "The host visitors ask for: a certificate for other names is refused.",
            valueName: "name"))
    var host: String?

    @Flag(help: "Fetch missing issuers from the URLs in the certificates (http).")
    var aia = false

    @Flag(help: ArgumentHelp("With --aia: dial private addresses too.", visibility: .hidden))
    var allowPrivate = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write; - is stdout.", valueName: "file"))
    var output: String

    @Flag(help: "Replace a file that is there; its mode stays.")
    var force = false

    @Flag(name: .shortAndLong, help: "What was done, as JSON on stdout.")
    var json = false

    func validate() throws {
        if output.isEmpty { throw ValidationError("-o is empty: name the file to write") }
        if json, output == "-" {
            throw ValidationError("--json and -o - exclude each other: both mean standard output")
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

    /// With the chain on stdout, the report goes to stderr.
    private func show(_ report: FixReport) {
        if json { return Console.output(report.document) }
        let text = report.text(Console.style(.auto))
        if output == "-" { Console.error(text) } else { Console.output(text) }
    }
}
