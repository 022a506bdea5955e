internal import ArgumentParser
internal import OriginCheck

/// `fullstrict cert new NAME... [-o DIR]`: creates a key and a request for an Origin CA
/// certificate.
struct CertNewCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a private key and a signing request for Cloudflare's Origin CA.",
        discussion: """
            The key is readable only by you, and is never printed or sent. Existing files are never \
            replaced. At most 200 names, no addresses; '*' stands for one level.

            Examples:
              fullstrict cert new example.com '*.example.com'
              fullstrict cert new shop.example.com --key-type rsa2048 -o /etc/ssl/shop
            """)

    @Argument(help: "Names for the certificate; '*.example.com' covers one level.")
    var names: [String]

    @Option(help: "The kind of key: ec256 or rsa2048.")
    var keyType: CertificateRequest.KeyType = .ec256

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder"))
    var output: String = "."

    func validate() throws {
        if output.isEmpty { throw ValidationError("-o is empty: name the folder to write to") }
    }

    func status() async throws -> ExitStatus {
        let request = try CertificateRequest(names: names, keyType: keyType)
        let files = try request.write(to: output)
        Console.output(Self.nextSteps(files, request.names))
        return .works
    }

    private static func nextSteps(
        _ files: CertificateRequest.Files, _ wanted: RequestedNames
    ) -> String {
        let (key, request, certificate) = (
            ShellWord.quoted(files.key), ShellWord.quoted(files.request),
            ShellWord.quoted(files.certificate)
        )
        let host = wanted.host.map { " --host \($0)" } ?? ""
        let parents = wanted.uncoveredParents
        let note =
            parents.isEmpty
            ? ""
            : "Not covered: \(parents.joined(separator: ", ")) (a wildcard covers only names below).\n\n"
        return """
            \(key)   the private key, readable only by you: keep it here
            \(request)   the signing request: this is what you submit

            \(note)Next:
            1. dash.cloudflare.com: your domain, SSL/TLS, Origin Server, Create Certificate,
               "Use my private key and CSR". Paste the whole .csr file, which contains the names:
               \(wanted.names.prefix(6).joined(separator: ", "))\(wanted.names.count > 6 ? ", ..." : "")
            2. Save the certificate in PEM format as
               \(certificate)
            3. fullstrict cert check \(certificate) --key \(key)\(host)
            4. Configure the web server with both files (nginx: ssl_certificate, ssl_certificate_key)
               and reload it.
            5. fullstrict check \(wanted.host ?? "HOST") --resolve ORIGIN-ADDRESS
            """
    }
}
