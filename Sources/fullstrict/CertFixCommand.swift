internal import ArgumentParser
internal import CertificateForge
internal import ChainJudge
internal import OpenSSLSupport
internal import Reporting

/// `fullstrict cert fix FILE... -o OUT`: the chain as a server should send it.
struct CertFixCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Write the chain as a server should send it.",
        discussion: """
            The server's own certificate first, then each issuer, without root, duplicates and strangers. \
            Issuers are taken from the files and the list of roots; nothing is fetched. When one is \
            missing nothing is written.

            Examples:
              fullstrict cert fix server.crt ca-bundle.crt -o fullchain.pem
              fullstrict cert fix fullchain.pem -o fullchain.pem --force
            """)

    @OptionGroup var certificates: CertificateOptions

    @Option(
        help: ArgumentHelp(
            "The private key: picks the certificate where there are several.", valueName: "file"))
    var key: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write.", valueName: "file"))
    var output: String

    @Flag(help: "Replace a file that is there; its mode stays.")
    var force = false

    func status() async throws -> ExitStatus {
        let library = try LibraryContext()
        let given = try key.map { (path) throws(CommandFailure) in
            try KeyFile(path).read(certificates.passwords, in: library)
        }
        let bench = try CertificateBench(certificates, key: given, library: library)
        try checkLeaf(bench, key: given)
        try checkWhole(bench)
        let chain = chain(of: bench)
        try write(chain)
        Console.output(
            "\(output): \(chain.count) \(chain.count == 1 ? "certificate" : "certificates")")
        for certificate in chain {
            Console.output("  " + TerminalText(untrusted: certificate.subject).text)
        }
        return .works
    }

    private func checkLeaf(
        _ bench: CertificateBench, key: PrivateKeyHandle?
    ) throws(CommandFailure) {
        guard let leaf = bench.assembly.rungs.first?.certificate else { return }
        if let key = key ?? bench.files.key?.handle {
            guard key.belongs(to: leaf) else {
                throw CommandFailure(
                    .damagedData, "the key belongs to none of the certificates in the files")
            }
        } else if !bench.assembly.otherLeaves.isEmpty {
            let count = bench.assembly.otherLeaves.count + 1
            throw CommandFailure(
                .damagedData, "the files hold certificates of \(count) servers",
                hint: "name the private key of the one that is meant: --key FILE")
        }
    }

    private func checkWhole(_ bench: CertificateBench) throws(CommandFailure) {
        guard let missing = bench.assembly.missingIssuer else { return }
        let urls = bench.assembly.rungs.last?.certificate.issuerURLs ?? []
        let source = urls.first.map { ", at \(TerminalText(untrusted: $0).text)" } ?? ""
        throw CommandFailure(
            .damagedData,
            "the certificate of \(TerminalText(untrusted: missing).text) is missing",
            hint:
                "get it from whoever issued the certificate\(source), and name it beside the others"
        )
    }

    /// Without the root, which clients have; a certificate that signed itself stands alone.
    private func chain(of bench: CertificateBench) -> [CertificateHandle] {
        let certificates = bench.assembly.rungs.map(\.certificate)
        guard certificates.count > 1, let last = certificates.last, last.subject == last.issuer
        else { return certificates }
        return certificates.dropLast()
    }

    private func write(_ chain: [CertificateHandle]) throws(CommandFailure) {
        let text = chain.map { PEMText.encode("CERTIFICATE", $0.der) }.joined()
        if output == "-" { return Console.output(text) }
        guard OutputFile.exists(output) else {
            return try OutputFile.create(Array(text.utf8), at: output, mode: 0o644)
        }
        guard force else {
            throw CommandFailure(
                .cannotCreate, "\(output) is there already", hint: "--force replaces it")
        }
        try OutputFile.write(Array(text.utf8), to: output)
    }
}
