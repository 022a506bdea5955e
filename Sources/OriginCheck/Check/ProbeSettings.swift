internal import OpenSSLSupport
internal import OriginFacts
internal import OriginProbe
internal import TLSEngine

/// Turns the options into what the prober takes.
enum ProbeSettings {
    /// How to look at every target of the run.
    static func options(
        _ address: AddressOptions, _ request: RequestOptions
    ) throws(CommandFailure) -> ProbeOptions {
        var options = ProbeOptions(version: Version.text)
        options.connectMilliseconds = Int(request.connectTimeout * 1_000)
        options.totalMilliseconds = Int(request.timeout * 1_000)
        if address.ipv4Only { options.families = [.ipv4] }
        if address.ipv6Only { options.families = [.ipv6] }
        options.firstAddressOnly = address.firstAddressOnly
        options.isOnOrigin = address.vantage == .origin
        options.allowsPrivate = address.allowPrivate || options.isOnOrigin
        options.headers = try headers(request.headers)
        if let agent = request.userAgent { options.userAgent = try checked(agent: agent) }
        return options
    }

    /// The ClientHello of the run, with what is shown to origins that ask for a certificate.
    static func hello(
        _ request: RequestOptions, asksForStaple: Bool
    ) throws(CommandFailure) -> EdgeHello {
        var hello = EdgeHello(
            keyExchange: request.keyExchange.hello, asksForOCSPStaple: asksForStaple)
        guard let certificate = request.clientCert else { return hello }
        let files = ClientIdentityFiles(
            certificate: certificate, key: request.clientKey, passwords: PasswordSource(path: nil))
        let library: LibraryContext
        do throws(OpenSSLFailure) {
            library = try LibraryContext()
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
        hello.clientIdentity = try files.identity(in: library)
        return hello
    }

    /// `-H 'Name: value'`, or `-H @FILE` with one on each line: secrets stay out of the process list.
    private static func headers(_ texts: [String]) throws(CommandFailure) -> [RequestHeader] {
        var headers: [RequestHeader] = []
        for text in texts {
            guard text.hasPrefix("@") else {
                headers.append(try header(text, at: "-H"))
                continue
            }
            let path = String(text.dropFirst())
            let bytes = try InputFile.read(path, limit: 65_536, what: "header file")
            let lines = String(decoding: bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() {
                let trimmed = line.hasSuffix("\r") ? line.dropLast() : line
                if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
                headers.append(try header(String(trimmed), at: "\(path):\(index + 1)"))
            }
        }
        return headers
    }

    private static func header(_ text: String, at place: String) throws(CommandFailure)
        -> RequestHeader
    {
        do throws(RequestHeaderError) {
            return try RequestHeader(text)
        } catch {
            throw CommandFailure(.usage, "\(place): \(error)")
        }
    }

    private static func checked(agent: String) throws(CommandFailure) -> String {
        try header("User-Agent: \(agent)", at: "--user-agent").value
    }

    /// Where DNS is asked: the `-r` servers, else the system's.
    static func resolvers(_ texts: [String]) throws(CommandFailure) -> ResolverConfiguration {
        guard !texts.isEmpty else { return .system() }
        do throws(TargetError) {
            return try ResolverConfiguration(option: texts.joined(separator: ","))
        } catch {
            throw CommandFailure(.usage, "-r: \(error)", hint: "expected IP or IP:PORT")
        }
    }
}

/// `--client-cert` and `--client-key`: what stands for the certificate Cloudflare shows under Authenticated
/// Origin Pulls. Neither is saved or shown anywhere.
struct ClientIdentityFiles {
    let certificate: String
    let key: String?
    let passwords: PasswordSource

    /// Reads both; throws when one cannot be read or they do not belong together.
    func identity(in library: LibraryContext) throws(CommandFailure) -> ClientIdentity {
        let files = try CertificateFiles([certificate], passwords: passwords, in: library)
        let given = try key.map { (path) throws(CommandFailure) in
            try KeyFile(path).read(passwords, in: library)
        }
        guard let own = given ?? files.key?.handle else {
            throw CommandFailure(
                .usage, "\(certificate) holds no private key",
                hint: "name the file that does: --client-key FILE")
        }
        guard let leaf = files.certificates.first(where: own.belongs) else {
            throw CommandFailure(
                .damagedData,
                "the key in \(key ?? certificate) belongs to no certificate in \(certificate)",
                hint: "expected the certificate that was issued for this key")
        }
        return ClientIdentity(
            leaf: leaf, intermediates: files.certificates.filter { $0 !== leaf }, key: own)
    }
}
