internal import ArgumentParser
internal import ChainVerification
internal import OpenSSLSupport
internal import OriginFacts
internal import OriginProbe
internal import Reporting

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
        let library = try LibraryContext()
        let file = ChainFile(path: output, replaces: force)
        try file.check()
        let given = try key.map { (path) throws(CommandFailure) in
            try KeyFile(path).read(certificates.passwords, in: library)
        }
        let files = try CertificateFiles(
            certificates.files, passwords: certificates.passwords, readsKeys: key == nil,
            in: library)
        let trust = try TrustLoader(library: library).load(
            certificates.roots.trust, adding: certificates.roots.addedAuthorities)
        var repair = try ChainRepair(
            files.certificates, trust: trust.strict, key: given ?? files.key?.handle,
            at: certificates.time, in: library)
        if aia { try await repair.fetch(with: fetcher(library)) }
        try repair.checkWhole()
        let report = try report(repair, files, trust, library)
        try file.write(repair.assembly.sendable)
        show(report)
        return ExitStatus(rawValue: report.exitStatus) ?? .internalFault
    }

    private func fetcher(_ library: LibraryContext) throws(CommandFailure) -> IssuerFetch {
        do {
            let userAgent = ProbeOptions(version: Version.text).userAgent
            var fetch = HTTPFetch(try Prober(), userAgent: userAgent)
            fetch.allowsPrivate = allowPrivate
            return IssuerFetch(fetch, in: library)
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }

    private func report(
        _ repair: ChainRepair, _ files: CertificateFiles, _ trust: LoadedTrust,
        _ library: LibraryContext
    ) throws(CommandFailure) -> FixReport {
        let verdict = try verdict(on: repair.judgeable, trust, library)
        try checkNames(verdict)
        var report = FixReport(
            output, chain: repair.chain, verdict: verdict, at: certificates.time,
            trust: trust.facts)
        report.dropped = repair.dropped
        let keyFiles = [files.key?.file, files.lockedKey].compactMap(\.self)
        report.keyFiles = Set(keyFiles + files.openKeyFiles).sorted()
        report.fetched = repair.fetcher?.log ?? []
        report.host = host
        return report
    }

    private func verdict(
        on chain: [CertificateHandle], _ trust: LoadedTrust, _ library: LibraryContext
    ) throws(CommandFailure) -> ChainVerdict {
        let names = try host.map { (host) throws(CommandFailure) in
            AcceptableNames(requested: try HostOption.read(host, "--host"))
        }
        do {
            let judge = try ChainJudge(
                library: library, strict: trust.strict, browser: trust.browser)
            return judge.judge(chain, for: names, at: certificates.time)
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }

    /// A chain for other names is not what was asked for.
    private func checkNames(_ verdict: ChainVerdict) throws(CommandFailure) {
        for case .nameMismatch(_, let present) in verdict.strict.defects {
            let names = present.isEmpty ? "no name" : present.prefix(6).joined(separator: ", ")
            throw CommandFailure(
                .damagedData,
                """
                the certificate is not for \(TerminalText(untrusted: host ?? "").text): it has \
                \(TerminalText(untrusted: names).text)
                """,
                hint: """
                    no order of certificates mends that; a new certificate does: fullstrict cert new NAME
                    """)
        }
    }

    /// With the chain on stdout there is no room for anything else there.
    private func show(_ report: FixReport) {
        if json { return Console.output(report.document) }
        let text = report.text(Console.style(.auto))
        if output == "-" { Console.error(text) } else { Console.output(text) }
    }
}
