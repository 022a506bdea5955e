internal import ArgumentParser
internal import CertificateForge
internal import Glibc
internal import OpenSSLSupport
internal import Reporting

/// `fullstrict cert new NAME... -o DIR`: a key and a request for an Origin CA certificate.
struct CertNewCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a key and a signing request, and say how to get the certificate.",
        discussion: """
            The key is readable by you only and is never printed. Files that are there are never \
            replaced.

            Examples:
              fullstrict cert new example.com '*.example.com' -o /etc/ssl/example
              fullstrict cert new shop.example.com --key-type rsa2048 -o .
            """)

    @Argument(help: "Names for the certificate; '*.example.com' covers one level.")
    var names: [String]

    @Option(help: "The kind of key.")
    var keyType: NewKeyType = .ec256

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder"))
    var output: String

    func status() async throws -> ExitStatus {
        let wanted = try RequestedNames(names)
        let base = (output.hasSuffix("/") ? output : output + "/") + wanted.fileName
        // The context keeps the machine's openssl.cnf out of what follows.
        _ = try LibraryContext()
        let key = try PrivateKeyHandle.generate(keyType.kind)
        let request = PEMText.encode(
            "CERTIFICATE REQUEST", try SigningRequest.der(names: wanted.names, key: key))
        try OutputFile.makeFolder(output)
        try OutputFile.create(Array(key.pem.utf8), at: base + ".key", mode: 0o600)
        do {
            try OutputFile.create(Array(request.utf8), at: base + ".csr", mode: 0o644)
        } catch {
            unlink(base + ".key")
            throw error
        }
        Console.output(Self.nextSteps(base, host: wanted.names.first { !$0.hasPrefix("*") }))
        return .works
    }

    private static func nextSteps(_ base: String, host: String?) -> String {
        let name = host.map { " --host \($0)" } ?? ""
        return """
            \(base).key  the private key, readable by you only: leave it here
            \(base).csr  the request: this is what you hand out

            Next:
            1. dash.cloudflare.com: your zone, SSL/TLS, Origin Server, Create Certificate,
               "Use my private key and CSR"; paste the contents of the .csr file.
            2. Save the certificate it shows, in PEM form, as
               \(base).pem
            3. fullstrict cert check \(base).pem --key \(base).key\(name)
            4. Configure the web server with the two files and reload it.
            """
    }
}
