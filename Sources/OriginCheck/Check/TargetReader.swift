package import OriginProbe

/// The locations of the origins of all targets, as text in the form used on the command line.
public struct TargetSettings: Hashable, Sendable {
    /// The origin's addresses, instead of a DNS lookup: `ADDR[,ADDR]` or `HOST:PORT:ADDR`.
    public var addresses: [String] = []
    /// A `HOST[:PORT]` to connect to instead of the target.
    public var connectTo: String?
    /// The origin's TLS port. The port that visitors use does not change.
    public var port: UInt16?
    /// The origin's HTTP port. The port that visitors use does not change.
    public var httpPort: UInt16?
    /// Other names that the certificate may cover, such as the target of a proxied CNAME.
    public var alsoNames: [String] = []
    /// The server name to send; nil means the host.
    public var serverName: String?
    /// The path to request; nil means the target's path.
    public var path: String?

    /// Creates settings with each target's own host and ports, and addresses from DNS.
    public init() {}
}

/// Creates targets from text: a host, `host:port`, a URL or `[IPv6]:port`.
public struct TargetReader: Sendable {
    private let settings: TargetSettings
    /// The addresses for all targets.
    private let common: [ResolveOverride]
    /// The addresses for single hosts, keyed by host because there may be thousands.
    private let perHost: [HostName: [ResolveOverride]]
    private let connectTo: ConnectOverride?
    private let alsoNames: [String]
    private let serverName: String?

    private static let parser = TargetParser(
        ports: ProxiedPorts(
            http: CloudflareNetworks.httpPorts, https: CloudflareNetworks.httpsPorts))

    /// Reads the settings once. Throws if one is invalid.
    public init(_ settings: TargetSettings = TargetSettings()) throws(OriginCheckError) {
        self.settings = settings
        do throws(TargetError) {
            var overrides: [ResolveOverride] = []
            for text in settings.addresses { overrides.append(try ResolveOverride(text)) }
            common = overrides.filter { $0.host == nil }
            perHost = overrides.reduce(into: [:]) { table, override in
                if let host = override.host { table[host, default: []].append(override) }
            }
            var names: [String] = []
            for text in settings.alsoNames { names.append(try Self.name(text)) }
            alsoNames = names
            connectTo = if let text = settings.connectTo { try ConnectOverride(text) } else { nil }
            serverName = if let text = settings.serverName { try Self.name(text) } else { nil }
        } catch {
            throw OriginCheckError(.invalidInput, "\(error)")
        }
    }

    /// Returns the target that a text names.
    public func target(_ text: String) throws(OriginCheckError) -> Target {
        do throws(TargetError) {
            return try read(text)
        } catch {
            // A message must not repeat a password from a URL.
            let shown =
                error == .userInformation ? "this" : "'\(TerminalText(untrusted: text).text)'"
            throw OriginCheckError(
                .invalidInput,
                "\(shown) is not a valid target: " + TerminalText(untrusted: "\(error)").text,
                hint: "expected a host, host:port, URL or [IPv6]:port")
        }
    }

    /// Returns the target that a text names. Throws only the reason.
    package func read(_ text: String) throws(TargetError) -> Target {
        complete(try Self.parser.parse(text))
    }

    /// Returns a name that a certificate may cover, in A-label form.
    package static func acceptableName(_ text: String) throws(TargetError) -> String {
        try name(text)
    }

    /// Throws if a `HOST:PORT:ADDR` matches none of the targets, because a typing error would
    /// otherwise send the check to the wrong machine.
    public func checkUse(by targets: [Target]) throws(OriginCheckError) {
        let hosts = Set(targets.map(\.host))
        guard let stray = perHost.keys.first(where: { !hosts.contains($0) }) else { return }
        throw OriginCheckError(
            .invalidInput, "--resolve names \(stray.inURL), which is not one of the hosts to check")
    }

    private func complete(_ parsed: Target) -> Target {
        var target = parsed
        if let port = settings.port { target.originPorts.https = port }
        if let port = settings.httpPort { target.originPorts.http = port }
        target.serverName = serverName
        target.alsoNames = alsoNames
        if let path = settings.path { target.path = path.hasPrefix("/") ? path : "/" + path }
        if let connectTo { target = connectTo.applied(to: target) }
        let given = (common + (perHost[target.host] ?? []))
            .compactMap { $0.addresses(for: target) }.flatMap(\.self)
        if !given.isEmpty { target.addressing = .given(given.withoutDuplicates()) }
        return target
    }

    private static func name(_ text: String) throws(TargetError) -> String {
        try parser.parse(text).host.ascii
    }
}

extension ResolveOverride {
    /// The host that the override is limited to; nil for all hosts.
    fileprivate var host: HostName? {
        switch self {
        case .everywhere: nil
        case .only(let host, _, _): host
        }
    }
}

extension [IPAddress] {
    /// Returns the elements without duplicates, in their original order.
    fileprivate func withoutDuplicates() -> [IPAddress] {
        var seen: Set<IPAddress> = []
        return filter { seen.insert($0).inserted }
    }
}
