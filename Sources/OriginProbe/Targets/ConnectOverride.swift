package import OriginFacts

/// Another host to connect to in the target's place: `--connect-to HOST[:PORT]`.
package struct ConnectOverride: Hashable, Sendable {
    package var host: HostName
    /// The origin's TLS port; nil leaves the target's.
    package var port: UInt16?

    /// Reads the value of the option.
    package init(_ text: String) throws(TargetError) {
        guard !text.isEmpty else { throw .empty }
        let parts = try TargetParts(text)
        if let scheme = parts.scheme { throw .unsupportedScheme(scheme.rawValue) }
        host = try HostReader.read(parts.host)
        port = parts.port
    }

    /// The target with its addresses taken from this host.
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
