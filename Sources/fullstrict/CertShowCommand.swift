internal import ArgumentParser
internal import OpenSSLSupport
internal import Reporting

/// `fullstrict cert show FILE...`: what is in there.
struct CertShowCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The certificates in files, as a chain from the server's own to its root.",
        discussion: """
            Says of each certificate whether it is in the files or in the list of roots, and what is \
            missing, superfluous or there twice. Nothing is judged: see fullstrict cert check.

            Examples:
              fullstrict cert show fullchain.pem
              fullstrict cert show server.crt ca-chain.p7b --json
            """)

    @OptionGroup var certificates: CertificateOptions

    @Flag(name: .shortAndLong, help: "JSON on stdout.")
    var json = false

    func status() async throws -> ExitStatus {
        let bench = try CertificateBench(certificates, library: LibraryContext())
        let report = LadderReport(
            certificates.title, ladder: bench.ladder, at: certificates.time)
        Console.output(json ? report.document : report.text(Console.style(.auto)))
        return .works
    }
}
