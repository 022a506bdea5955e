internal import ArgumentParser
internal import OriginCheck

/// Where the origin is.
struct AddressOptions: ParsableArguments {
    @Option(
        name: .customLong("resolve"),
        help: ArgumentHelp(
            "The origin's addresses, in place of DNS.", valueName: "addr[,addr]|host:port:addr"))
    var overrides: [String] = []

    @Option(
        help: ArgumentHelp(
            "Connect to this host in place of the target's.", valueName: "host[:port]"))
    var connectTo: String?

    @Option(name: .shortAndLong, help: "The origin's TLS port (visitors stay on 443).")
    var port: UInt16?

    @Option(
        help: ArgumentHelp("The origin's plain port (visitors stay on 80).", visibility: .hidden))
    var httpPort: UInt16?

    @Option(
        help: ArgumentHelp(
            "Another name the certificate may carry: the proxied CNAME's content.",
            valueName: "name"))
    var alsoName: [String] = []

    @Option(help: ArgumentHelp("The server name to send.", valueName: "name", visibility: .hidden))
    var sni: String?

    @Option(help: ArgumentHelp("The path to ask for.", visibility: .hidden))
    var path: String?

    @Flag(name: .customShort("4"), help: ArgumentHelp("IPv4 only.", visibility: .hidden))
    var ipv4Only = false

    @Flag(name: .customShort("6"), help: ArgumentHelp("IPv6 only.", visibility: .hidden))
    var ipv6Only = false

    @Flag(
        name: .customLong("first-ip"),
        help: ArgumentHelp("The first address only.", visibility: .hidden))
    var firstAddressOnly = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The DNS server to ask.", valueName: "ip[:port]", visibility: .hidden))
    var resolver: [String] = []

    @Option(
        help: ArgumentHelp(
            "Where this machine stands: elsewhere, or on the origin itself.",
            valueName: "place", visibility: .hidden))
    var vantage: VantageChoice = .elsewhere

    @Flag(
        help: ArgumentHelp(
            "Dial private addresses even when DNS gave them.", visibility: .hidden))
    var allowPrivate = false

    /// Where origins are.
    var targets: TargetSettings {
        var settings = TargetSettings()
        settings.addresses = overrides
        settings.connectTo = connectTo
        settings.port = port
        settings.httpPort = httpPort
        settings.alsoNames = alsoName
        settings.serverName = sni
        settings.path = path
        return settings
    }

    /// The same options as words of a command line, as far as they say where to look.
    var words: [String] {
        var words: [String] = []
        for text in overrides { words += ["--resolve", text] }
        if let connectTo { words += ["--connect-to", connectTo] }
        if let port { words += ["-p", "\(port)"] }
        if let sni { words += ["--sni", sni] }
        if ipv4Only { words.append("-4") }
        if ipv6Only { words.append("-6") }
        if firstAddressOnly { words.append("--first-ip") }
        for server in resolver { words += ["-r", server] }
        if allowPrivate { words.append("--allow-private") }
        return words
    }

    func validate() throws {
        if ipv4Only, ipv6Only { throw ValidationError("-4 and -6 exclude each other") }
        if !overrides.isEmpty, connectTo != nil {
            throw ValidationError("--resolve and --connect-to exclude each other")
        }
        if port == 0 || httpPort == 0 {
            throw ValidationError("a port is a number from 1 to 65535")
        }
    }
}

/// `--vantage`: on the origin itself no firewall for strangers stands between, so a refusal is proof; and
/// names that resolve to this machine are meant.
enum VantageChoice: String, ExpressibleByArgument, CaseIterable {
    case elsewhere
    case origin
}
