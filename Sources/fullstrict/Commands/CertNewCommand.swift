internal import ArgumentParser
internal import CertificateForge
internal import Glibc
internal import OpenSSLSupport
internal import Reporting

/// `fullstrict cert new NAME... [-o DIR]`: a key and a request for an Origin CA certificate.
struct CertNewCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a key and a signing request, and say how to get the certificate.",
        discussion: """
            The key is readable by you only, and is never printed or sent. Files that are there are \
            never replaced. At most 200 names, no addresses; '*' stands for one level.

            Examples:
              fullstrict cert new example.com '*.example.com'
              fullstrict cert new shop.example.com --key-type rsa2048 -o /etc/ssl/shop
            """)

    @Argument(help: "Names for the certificate; '*.example.com' covers one level.")
    var names: [String]

    @Option(help: "The kind of key: ec256 or rsa2048.")
    var keyType: NewKeyType = .ec256

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder"))
    var output: String = "."

    func validate() throws {
        if output.isEmpty { throw ValidationError("-o is empty: name the folder to write to") }
    }

    func status() async throws -> ExitStatus {
        let wanted = try RequestedNames(names)
        let base = base(wanted.fileName)
        try checkFree(base)
        // The context keeps the machine's openssl.cnf out of what follows.
        _ = try LibraryContext()
        let key = try PrivateKeyHandle.generate(keyType.kind)
        let request = PEMText.encode(
            "CERTIFICATE REQUEST", try SigningRequest.der(names: wanted.names, key: key))
        try write(key.pem, request, to: base)
        Console.output(Self.nextSteps(base, wanted))
        return .works
    }

    /// Writes both or neither; folders made for them go again when it fails.
    private func write(
        _ key: String, _ request: String, to base: String
    ) throws(CommandFailure) {
        let folders = try OutputFile.makeFolder(output)
        do throws(CommandFailure) {
            try OutputFile.create(Array(key.utf8), at: base + ".key", mode: 0o600)
            do throws(CommandFailure) {
                try OutputFile.create(Array(request.utf8), at: base + ".csr", mode: 0o644)
            } catch {
                unlink(base + ".key")
                throw error
            }
        } catch {
            for folder in folders.reversed() { rmdir(folder) }
            throw error
        }
    }

    private func base(_ fileName: String) -> String {
        switch output {
        case ".", "./": fileName
        case let folder where folder.hasSuffix("/"): folder + fileName
        default: output + "/" + fileName
        }
    }

    private func checkFree(_ base: String) throws(CommandFailure) {
        for path in [base + ".key", base + ".csr"] where OutputFile.exists(path) {
            throw CommandFailure(
                .cannotCreate, "\(path) is there already, and a key is never replaced",
                hint: "name another folder with -o, or move the file away")
        }
    }

    private static func nextSteps(_ base: String, _ wanted: RequestedNames) -> String {
        let (key, request, certificate) = (
            ShellWord.quoted(base + ".key"), ShellWord.quoted(base + ".csr"),
            ShellWord.quoted(base + ".pem")
        )
        let host = wanted.host.map { " --host \($0)" } ?? ""
        let parents = wanted.uncoveredParents
        let note =
            parents.isEmpty
            ? ""
            : "Not covered: \(parents.joined(separator: ", ")) (a wildcard covers what is below).\n\n"
        return """
            \(key)   the private key, readable by you only: it stays here
            \(request)   the request: this is what you hand out

            \(note)Next:
            1. dash.cloudflare.com: your domain, SSL/TLS, Origin Server, Create Certificate,
               "Use my private key and CSR". Paste all of the .csr file; the names are in it:
               \(wanted.names.prefix(6).joined(separator: ", "))\(wanted.names.count > 6 ? ", ..." : "")
            2. Save the certificate it shows, in PEM form, as
               \(certificate)
            3. fullstrict cert check \(certificate) --key \(key)\(host)
            4. Give the web server both files (nginx: ssl_certificate, ssl_certificate_key), and reload it.
            5. fullstrict check \(wanted.host ?? "HOST") --resolve ADDRESS-OF-THE-ORIGIN
            """
    }
}
