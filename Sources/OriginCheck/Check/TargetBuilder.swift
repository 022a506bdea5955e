internal import EdgePolicy
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// Makes targets from what the user typed and the options beside it.
struct TargetBuilder {
    private let options: AddressOptions
    /// Addresses for every target.
    private let common: [ResolveOverride]
    /// Those meant for one host, by host: there may be thousands.
    private let perHost: [HostName: [ResolveOverride]]
    private let connectTo: ConnectOverride?
    private let alsoNames: [String]
    private let serverName: String?

    private static let parser = TargetParser(
        ports: ProxiedPorts(
            http: CloudflareNetworks.httpPorts, https: CloudflareNetworks.httpsPorts))

    /// Reads the options once; throws what is wrong with them.
    init(_ options: AddressOptions) throws(CommandFailure) {
        self.options = options
        do throws(TargetError) {
            var overrides: [ResolveOverride] = []
            for text in options.overrides { overrides.append(try ResolveOverride(text)) }
            common = overrides.filter { $0.host == nil }
            perHost = overrides.reduce(into: [:]) { table, override in
                if let host = override.host { table[host, default: []].append(override) }
            }
            var names: [String] = []
            for text in options.alsoName { names.append(try Self.name(text)) }
            alsoNames = names
            connectTo = if let text = options.connectTo { try ConnectOverride(text) } else { nil }
            serverName = if let text = options.sni { try Self.name(text) } else { nil }
        } catch {
            throw CommandFailure(.usage, "\(error)")
        }
    }

    /// The target a word names.
    func target(_ text: String) throws(CommandFailure) -> Target {
        do throws(TargetError) {
            return try read(text)
        } catch {
            // A password in a URL is not repeated.
            let shown =
                error == .userInformation ? "this" : "'\(TerminalText(untrusted: text).text)'"
            throw CommandFailure(
                .usage, "\(shown) is no target: " + TerminalText(untrusted: "\(error)").text,
                hint: "expected a host, host:port, URL or [IPv6]:port")
        }
    }

    /// The same, for those who say themselves what is wrong.
    func read(_ text: String) throws(TargetError) -> Target {
        complete(try Self.parser.parse(text))
    }

    /// A name a certificate may carry, in A-label form.
    static func acceptableName(_ text: String) throws(TargetError) -> String {
        try name(text)
    }

    /// Refuses a `--resolve HOST:PORT:ADDR` that is meant for none of the targets: a typing error would
    /// else send the question to the wrong place.
    func checkUse(by targets: [Target]) throws(CommandFailure) {
        let hosts = Set(targets.map(\.host))
        guard let stray = perHost.keys.first(where: { !hosts.contains($0) }) else { return }
        throw CommandFailure(
            .usage, "--resolve names \(stray.inURL), which is not among the hosts to check")
    }

    private func complete(_ parsed: Target) -> Target {
        var target = parsed
        if let port = options.port { target.originPorts.https = port }
        if let port = options.httpPort { target.originPorts.http = port }
        target.serverName = serverName
        target.alsoNames = alsoNames
        if let path = options.path { target.path = path.hasPrefix("/") ? path : "/" + path }
        if let connectTo { target = connectTo.applied(to: target) }
        let given = (common + (perHost[target.host] ?? []))
            .compactMap { $0.addresses(for: target) }.flatMap(\.self)
        if !given.isEmpty { target.addressing = .given(given.onlyFirsts()) }
        return target
    }

    private static func name(_ text: String) throws(TargetError) -> String {
        try parser.parse(text).host.ascii
    }
}

extension ResolveOverride {
    /// The one host it is meant for; nil for all.
    fileprivate var host: HostName? {
        switch self {
        case .everywhere: nil
        case .only(let host, _, _): host
        }
    }
}

extension [IPAddress] {
    /// Each address once, in the order given.
    fileprivate func onlyFirsts() -> [IPAddress] {
        var seen: Set<IPAddress> = []
        return filter { seen.insert($0).inserted }
    }
}
