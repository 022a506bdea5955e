internal import ArgumentParser
internal import ChainJudge
internal import EdgePolicy
internal import OpenSSLSupport
internal import Reporting

/// `fullstrict cert check FILE...`: is this right, before the server is restarted?
struct CertCheckCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Would a server with these files be accepted, in each mode, and until when?",
        discussion: """
            Looks at the key, the order and completeness of the chain, names, dates and trust. Nothing is \
            connected to.

            Examples:
              fullstrict cert check fullchain.pem --key privkey.pem --host www.example.com
              fullstrict cert check server.pfx --password-file secret.txt --json

            Exit status: 0 works, 1 would break, 3 cannot tell, 64 and up: could not run.
            """)

    @OptionGroup var certificates: CertificateOptions

    @Option(help: ArgumentHelp("The private key, to see whether it fits.", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("The host visitors ask for.", valueName: "name"))
    var host: String?

    @Option(help: "The mode the status is about.")
    var mode: EncryptionMode = .strict

    @Flag(name: .shortAndLong, help: "JSON on stdout.")
    var json = false

    func status() async throws -> ExitStatus {
        let library = try LibraryContext()
        let names = try acceptableNames()
        let given = try key.map { (path) throws(CommandFailure) in
            (try KeyFile(path).read(certificates.passwords, in: library), path)
        }
        let bench = try CertificateBench(certificates, key: given?.0, library: library)
        let report = CertificateReport(
            certificates.title, ladder: bench.ladder,
            verdict: try bench.verdict(for: names, at: certificates.time),
            key: check(given ?? bench.files.key, on: bench.assembly), host: host, mode: mode,
            time: certificates.time, trust: bench.trust.facts)
        Console.output(json ? report.document : report.text(Console.style(.auto)))
        return ExitStatus(rawValue: report.exitStatus) ?? .internalFault
    }

    private func acceptableNames() throws(CommandFailure) -> AcceptableNames? {
        do throws(CommandFailure) {
            return try host.map(QuestionReader.names)
        } catch {
            throw CommandFailure(.usage, "--\(error.message)")
        }
    }

    private func check(
        _ key: (handle: PrivateKeyHandle, file: String)?, on assembly: ChainAssembly
    ) -> KeyCheck {
        guard let key, let leaf = assembly.rungs.first?.certificate else { return KeyCheck() }
        return KeyCheck(
            key.handle.belongs(to: leaf) ? .matches : .differs, file: key.file,
            isWorldReadable: KeyFile.isWorldReadable(key.file))
    }
}
