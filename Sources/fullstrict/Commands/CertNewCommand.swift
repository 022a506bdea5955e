internal import ArgumentParser
internal import OriginCheck

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
