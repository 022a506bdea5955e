internal import OpenSSLSupport
package import OriginProbe
package import TLSEngine

/// How to connect to origins and what to send; the same for all targets of a run.
public struct ConnectionSettings: Sendable {
    /// The time limit for opening a TCP connection.
    public var connectTimeout: Duration = .seconds(5)
    /// The time limit for all work on one target.
    public var timeout: Duration = .seconds(15)
    /// The address families to use.
    public var families: Set<IPAddress.Family> = [.ipv4, .ipv6]
    /// Whether only the first address is checked.
    public var firstAddressOnly = false
    /// Whether to connect to private, loopback and reserved addresses even if they come from DNS.
    public var allowsPrivateAddresses = false
    /// Whether this program runs on the origin itself. If so, no firewall is in between, so a
    /// refused connection is proof, and names may resolve to this machine.
    public var isOnOrigin = false
    /// Headers to add to each request, as `Name: value`, or `@FILE` for a file with one header per
    /// line. Never saved.
    public var headers: [String] = []
    /// The User-Agent to send; nil means the default.
    public var userAgent: String?
    /// The DNS servers, as `IP` or `IP:PORT`; nil means the system's servers, empty means no
    /// lookups.
    public var nameServers: [String]?
    /// How the zone offers post-quantum key exchange.
    public var keyExchange: KeyExchange = .auto
    /// The client certificate for origins that request one.
    public var clientCertificate: ClientCertificateFiles?

    /// Creates settings for requests as the edge sends them, with limits of 5 seconds for a
    /// connection and 15 for a target.
    public init() {}
}

/// How a zone offers post-quantum key exchange
/// (developers.cloudflare.com/ssl/post-quantum-cryptography/pqc-to-origin).
public enum KeyExchange: String, Hashable, Sendable, CaseIterable {
    /// Offered, with a classical key share sent first.
    case auto
    /// Offered, with the post-quantum key share sent first.
    case postQuantumFirst = "pq-first"
    /// Not offered.
    case classical
}

/// The files of a client certificate that takes the place of the one Cloudflare presents for
/// Authenticated Origin Pulls. Neither file is saved or shown anywhere.
public struct ClientCertificateFiles: Sendable {
    /// The certificate with its chain.
    public var certificate: String
    /// The private key; nil if it is in the same file.
    public var key: String?
    /// The source of the password for an encrypted key.
    public var passwords: PasswordSource

    public init(
        certificate: String, key: String? = nil, passwords: PasswordSource = PasswordSource()
    ) {
        self.certificate = certificate
        self.key = key
        self.passwords = passwords
    }
}

extension ConnectionSettings {
    /// Returns the settings as options for the prober.
    package func probeOptions() throws(OriginCheckError) -> ProbeOptions {
        var options = ProbeOptions(version: Version.text)
        options.edgeNetworks = CloudflareNetworks.ranges
        options.connectMilliseconds = connectTimeout.wholeMilliseconds
        options.totalMilliseconds = timeout.wholeMilliseconds
        options.families = families
        options.firstAddressOnly = firstAddressOnly
        options.isOnOrigin = isOnOrigin
        options.allowsPrivate = allowsPrivateAddresses || isOnOrigin
        options.headers = try requestHeaders()
        if let userAgent {
            options.userAgent = try header("User-Agent: \(userAgent)", at: "--user-agent").value
        }
        return options
    }

    /// Returns the ClientHello, with the client certificate for origins that request one.
    package func hello(asksForStaple: Bool) throws(OriginCheckError) -> EdgeHello {
        var hello = EdgeHello(
            keyExchange: keyExchange.edge, asksForOCSPStaple: asksForStaple)
        if let clientCertificate {
            hello.clientIdentity = try clientCertificate.identity(in: .forFiles())
        }
        return hello
    }

    /// Starts a prober with these settings.
    package func prober(
        threads: Int = 1, hello: EdgeHello = EdgeHello()
    ) throws(OriginCheckError) -> Prober {
        let resolver = try resolver()
        do throws(LocalFault) {
            return try Prober(threads: threads, hello: hello, resolver: resolver)
        } catch {
            throw OriginCheckError(.internalFault, "cannot start: \(error)")
        }
    }

    /// Returns a fetcher of issuers and CRLs that uses the prober.
    package func fetch(over prober: Prober) throws(OriginCheckError) -> HTTPFetch {
        let options = try probeOptions()
        var fetch = HTTPFetch(prober, userAgent: options.userAgent)
        fetch.connectMilliseconds = options.connectMilliseconds
        fetch.allowsPrivate = options.allowsPrivate
        return fetch
    }

    private func resolver() throws(OriginCheckError) -> ResolverConfiguration {
        guard let nameServers else { return .system() }
        guard !nameServers.isEmpty else { return ResolverConfiguration(servers: []) }
        do throws(TargetError) {
            return try ResolverConfiguration(option: nameServers.joined(separator: ","))
        } catch {
            throw OriginCheckError(.invalidInput, "-r: \(error)", hint: "expected IP or IP:PORT")
        }
    }

    /// Returns the request headers. They may come from a file, which keeps secrets out of the
    /// process list.
    private func requestHeaders() throws(OriginCheckError) -> [RequestHeader] {
        var headers: [RequestHeader] = []
        for text in self.headers {
            guard text.hasPrefix("@") else {
                headers.append(try header(text, at: "-H"))
                continue
            }
            let path = String(text.dropFirst())
            let bytes = try InputFile.read(path, limit: 65_536, what: "header file")
            // Split as bytes, because CR LF is one Character, which does not match "\n".
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() {
                let text = line.last == 0x0D ? line.dropLast() : line
                if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
                headers.append(
                    try header(String(decoding: text, as: UTF8.self), at: "\(path):\(index + 1)"))
            }
        }
        return headers
    }

    private func header(
        _ text: String, at place: String
    ) throws(OriginCheckError) -> RequestHeader {
        do throws(RequestHeaderError) {
            return try RequestHeader(text)
        } catch {
            throw OriginCheckError(.invalidInput, "\(place): \(error)")
        }
    }
}

extension KeyExchange {
    fileprivate var edge: EdgeKeyExchange {
        switch self {
        case .auto: .postQuantumSupported
        case .postQuantumFirst: .postQuantumPreferred
        case .classical: .classical
        }
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int {
        Int((self / .milliseconds(1)).rounded())
    }
}

extension LibraryContext {
    /// Creates a context for certificates and keys in files.
    static func forFiles() throws(OriginCheckError) -> LibraryContext {
        do throws(OpenSSLFailure) {
            return try LibraryContext()
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }
}

extension ClientCertificateFiles {
    /// Reads the certificate and the key. Throws if one is unreadable or they do not match.
    fileprivate func identity(in library: LibraryContext) throws(OriginCheckError) -> ClientIdentity
    {
        let files = try CertificateFiles([certificate], passwords: passwords, in: library)
        let given = try key.map { (path) throws(OriginCheckError) in
            try KeyFile(path).read(passwords, in: library)
        }
        guard let own = given ?? files.key?.handle else {
            throw OriginCheckError(
                .invalidInput, "\(certificate) holds no private key",
                hint: "name the key file: --client-key FILE")
        }
        guard let leaf = files.certificates.first(where: own.belongs) else {
            throw OriginCheckError(
                .damagedData,
                "the key in \(key ?? certificate) matches no certificate in \(certificate)",
                hint: "expected the certificate that was issued for this key")
        }
        return ClientIdentity(
            leaf: leaf, intermediates: files.certificates.filter { $0 !== leaf }, key: own)
    }
}
