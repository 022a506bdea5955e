public import ArgumentParser
public import OriginCheck

/// How the origin is asked.
struct RequestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Seconds for a connection to open.", valueName: "s", visibility: .hidden)
    )
    var connectTimeout: Double = 5

    @Option(help: ArgumentHelp("Seconds for everything about one target.", valueName: "s"))
    var timeout: Double = 15

    @Option(
        name: [.customShort("H"), .customLong("header")],
        help: ArgumentHelp(
            "A header to add; -H @FILE reads them from a file, a line each.",
            valueName: "name: value", visibility: .hidden))
    var headers: [String] = []

    @Option(help: ArgumentHelp("The User-Agent to send.", valueName: "text", visibility: .hidden))
    var userAgent: String?

    @Option(
        help: ArgumentHelp(
            "The certificate to show origins that ask for one, with its chain.", valueName: "file",
            visibility: .hidden))
    var clientCert: String?

    @Option(
        help: ArgumentHelp(
            "The key of --client-cert, where it is in a file of its own.", valueName: "file",
            visibility: .hidden))
    var clientKey: String?

    @Option(
        help: ArgumentHelp(
            "How the zone offers post-quantum key exchange: auto, pq-first or classical.",
            valueName: "how", visibility: .hidden))
    var keyExchange: KeyExchange = .auto

    func validate() throws {
        if clientKey != nil, clientCert == nil {
            throw ValidationError("--client-key goes with --client-cert")
        }
        for seconds in [connectTimeout, timeout] where !(0.05...600).contains(seconds) {
            throw ValidationError("a timeout is a number of seconds from 0.05 to 600")
        }
    }

    /// How origins are asked, together with the options that say where they are.
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
