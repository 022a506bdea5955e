package import OriginFacts

/// A host to connect to instead of the target's host: `--connect-to HOST[:PORT]`.
package struct ConnectOverride: Hashable, Sendable {
    package var host: HostName
    /// The origin's TLS port, or nil to keep the target's.
    package var port: UInt16?

    /// Parses the value of the option.
    package init(_ text: String) throws(TargetError) {
        guard !text.isEmpty else { throw .empty }
        let parts = try TargetParts(text)
        if let scheme = parts.scheme { throw .unsupportedScheme(scheme.rawValue) }
        host = try HostReader.read(parts.host)
        port = parts.port
    }

    /// Returns the target with the addresses of this host instead of its own.
    package func applied(to target: Target) -> Target {
        var target = target
        switch host {
        case .name: target.addressing = .connectTo(host)
        case .address(let address): target.addressing = .given([address])
        }
        if let port { target.originPorts.https = port }
        return target
    }
}

/// Origin addresses given by the user: `--resolve ADDR[,ADDR]`, or in curl's form
/// `HOST:PORT:ADDR[,ADDR]`.
package enum ResolveOverride: Hashable, Sendable {
    /// The addresses for every target.
    case everywhere([IPAddress])
    /// The addresses for one host on one port.
    case only(host: HostName, port: UInt16, [IPAddress])

    /// Parses one value of the option.
    package init(_ text: String) throws(TargetError) {
        guard !text.isEmpty else { throw .empty }
        if let addresses = Self.addresses(text[...]) {
            self = .everywhere(addresses)
            return
        }
        let (host, rest) = try Self.cutHost(text)
        guard let colon = rest.firstIndex(of: ":") else { throw .badAddress(text) }
        let port = try PortReader.read(rest[..<colon])
        let list = rest[rest.index(after: colon)...]
        guard let addresses = Self.addresses(list) else { throw .badAddress(String(list)) }
        self = .only(host: try HostReader.read(host), port: port, addresses)
    }

    /// Returns the addresses for a target, or nil if the override is for another target.
    package func addresses(for target: Target) -> [IPAddress]? {
        switch self {
        case .everywhere(let addresses):
            return addresses
        case .only(let host, let port, let addresses):
            let ports = [target.visitorPorts, target.originPorts].flatMap { [$0.http, $0.https] }
            return host == target.host && ports.contains(port) ? addresses : nil
        }
    }

    private static func addresses(_ text: Substring) -> [IPAddress]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let addresses = parts.compactMap { part in
            part.hasPrefix("[") && part.hasSuffix("]")
                ? IPAddress(part.dropFirst().dropLast()) : IPAddress(part)
        }
        return addresses.count == parts.count ? addresses : nil
    }

    private static func cutHost(_ text: String) throws(TargetError) -> (Substring, Substring) {
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]"), text[close...].hasPrefix("]:") else {
                throw .badBrackets(text)
            }
            return (text[..<close].dropFirst(), text[close...].dropFirst(2))
        }
        guard let colon = text.firstIndex(of: ":") else { throw .badAddress(text) }
        return (text[..<colon], text[colon...].dropFirst())
    }
}
