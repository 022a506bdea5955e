public import ArgumentParser
public import OriginCheck

/// Options for requests to the origin.
struct RequestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Connect timeout in seconds.", valueName: "s", visibility: .hidden)
    )
    var connectTimeout: Double = 5

    @Option(help: ArgumentHelp("Total time for one target in seconds.", valueName: "s"))
    var timeout: Double = 15

    @Option(
        name: [.customShort("H"), .customLong("header")],
        help: ArgumentHelp(
            "A header to add; -H @FILE reads headers from a file, one per line.",
            valueName: "name: value", visibility: .hidden))
    var headers: [String] = []

    @Option(help: ArgumentHelp("The User-Agent to send.", valueName: "text", visibility: .hidden))
    var userAgent: String?

    @Option(
        help: ArgumentHelp(
            "The client certificate for origins that request one, with its chain.",
            valueName: "file",
            visibility: .hidden))
    var clientCert: String?

    @Option(
        help: ArgumentHelp(
            "The key of --client-cert, if it is in a separate file.", valueName: "file",
            visibility: .hidden))
    var clientKey: String?

    @Option(
        help: ArgumentHelp(
            "The zone's post-quantum key exchange: auto, pq-first or classical.",
            valueName: "how", visibility: .hidden))
    var keyExchange: KeyExchange = .auto

    func validate() throws {
        if clientKey != nil, clientCert == nil {
            throw ValidationError("--client-key needs --client-cert")
        }
        for seconds in [connectTimeout, timeout] where !(0.05...600).contains(seconds) {
            throw ValidationError("a timeout is a number of seconds from 0.05 to 600")
        }
    }

    /// Returns these options and the address options as settings.
    func connection(_ address: AddressOptions) -> ConnectionSettings {
        var settings = ConnectionSettings()
        settings.connectTimeout = .seconds(connectTimeout)
        settings.timeout = .seconds(timeout)
        if address.ipv4Only { settings.families = [.ipv4] }
        if address.ipv6Only { settings.families = [.ipv6] }
        settings.firstAddressOnly = address.firstAddressOnly
        settings.allowsPrivateAddresses = address.allowPrivate
        settings.isOnOrigin = address.vantage == .origin
        settings.headers = headers
        settings.userAgent = userAgent
        settings.nameServers = address.resolver.isEmpty ? nil : address.resolver
        settings.keyExchange = keyExchange
        settings.clientCertificate = clientCert.map {
            ClientCertificateFiles(
                certificate: $0, key: clientKey, passwords: PasswordSource(fileOrTerminal: nil))
        }
        return settings
    }
}

extension KeyExchange: ExpressibleByArgument {}
