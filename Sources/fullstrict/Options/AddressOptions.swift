internal import ArgumentParser
internal import OriginCheck

/// Options for the location of the origin.
struct AddressOptions: ParsableArguments {
    @Option(
        name: .customLong("resolve"),
        help: ArgumentHelp(
            "The origin's addresses, instead of using DNS.", valueName: "addr[,addr]|host:port:addr"
        ))
    var overrides: [String] = []

    @Option(
        help: ArgumentHelp(
            "Connect to this host instead of the target.", valueName: "host[:port]"))
    var connectTo: String?

    @Option(name: .shortAndLong, help: "The origin's TLS port; visitors still use 443.")
    var port: UInt16?

    @Option(
        help: ArgumentHelp("The origin's HTTP port; visitors still use 80.", visibility: .hidden))
    var httpPort: UInt16?

    @Option(
        help: ArgumentHelp(
            "Another name the certificate may cover: the target of the proxied CNAME.",
            valueName: "name"))
    var alsoName: [String] = []

    @Option(help: ArgumentHelp("The server name to send.", valueName: "name", visibility: .hidden))
    var sni: String?

    @Option(help: ArgumentHelp("The path to request.", visibility: .hidden))
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
            "The DNS server to use.", valueName: "ip[:port]", visibility: .hidden))
    var resolver: [String] = []

    @Option(
        help: ArgumentHelp(
            "Where this program runs: elsewhere, or on the origin itself.",
            valueName: "place", visibility: .hidden))
    var vantage: VantageChoice = .elsewhere

    @Flag(
        help: ArgumentHelp(
            "Connect to private addresses from DNS too.", visibility: .hidden))
    var allowPrivate = false

    /// The locations of the origins.
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

    /// The options that determine where to connect, as command-line words.
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
        if ipv4Only, ipv6Only { throw ValidationError("-4 and -6 cannot be combined") }
        if !overrides.isEmpty, connectTo != nil {
            throw ValidationError("--resolve and --connect-to cannot be combined")
        }
        if port == 0 || httpPort == 0 {
            throw ValidationError("a port is a number from 1 to 65535")
        }
    }
}

/// The value of `--vantage`. On the origin itself no firewall is in between, so a refusal is proof,
/// and names may resolve to this machine.
enum VantageChoice: String, ExpressibleByArgument, CaseIterable {
    case elsewhere
    case origin
}
