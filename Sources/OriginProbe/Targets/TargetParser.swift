package import OriginFacts

/// Parses a target as a user writes it: a host, `host:port`, an http or https URL, or an IPv6
/// address with or without brackets.
package struct TargetParser: Sendable {
    /// The ports that visitors can reach through the edge.
    package var ports: ProxiedPorts

    package init(ports: ProxiedPorts) {
        self.ports = ports
    }

    /// Returns a complete, valid target. Its addresses come from DNS unless the host is an address.
    package func parse(_ text: String) throws(TargetError) -> Target {
        try Self.checkCharacters(text)
        let parts = try TargetParts(text)
        var target = Target(input: text, host: try HostReader.read(parts.host))
        if let port = parts.port { apply(port, of: parts.scheme, to: &target) }
        target.path = parts.path
        // An address does not need a lookup.
        if case .address(let address) = target.host { target.addressing = .given([address]) }
        return target
    }

    private static let longest = 8_192

    private static func checkCharacters(_ text: String) throws(TargetError) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= longest else { throw .tooLong(bytes: text.utf8.count) }
        if text.utf8.allSatisfy({ 0x21 <= $0 && $0 <= 0x7E }) { return }
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace && scalar.value >= 0x20 && scalar.value != 0x85 {
                throw .space
            }
            if [.control, .format, .lineSeparator].contains(scalar.properties.generalCategory)
                && !isJoiner(scalar)
            {
                throw .controlCharacter
            }
        }
    }

    /// Returns whether a character is one of the two joiners that some scripts need within names
    /// (RFC 5892 appendix A).
    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200C || scalar.value == 0x200D
    }

    /// Sets the ports of a target. A proxied port is used by both the visitor and the origin. Any
    /// other port is only the origin's, because visitors cannot reach it through the edge.
    private func apply(_ port: UInt16, of scheme: VisitorScheme?, to target: inout Target) {
        let mayBeHTTP = scheme != .https && ports.http.contains(port)
        let mayBeHTTPS = scheme != .http && ports.https.contains(port)
        let side: VisitorScheme = mayBeHTTP || scheme == .http ? .http : .https
        target.originPorts[side] = port
        if mayBeHTTP || mayBeHTTPS { target.visitorPorts[side] = port }
    }
}

/// The parts of a target's text before they are validated.
struct TargetParts {
    /// The scheme, or nil for a host without one.
    var scheme: VisitorScheme?
    /// The host, without brackets.
    var host: Substring
    var port: UInt16?
    /// The path and query, beginning with `/` and escaped for a request line. A fragment is
    /// removed, because browsers never send it.
    var path: String

    init(_ text: String) throws(TargetError) {
        let (scheme, rest) = try Self.cutScheme(text)
        let end = rest.utf8.firstIndex(where: Self.endsAuthority) ?? rest.endIndex
        let authority = rest[..<end]
        if scheme == nil { try Self.refuseBlock(authority, rest[end...]) }
        guard !authority.utf8.contains(0x40) else { throw .userInformation }
        (host, port) = try Self.cutPort(authority)
        self.scheme = scheme
        path = RequestPath.encoded(rest[end...])
    }

    /// Returns whether a byte is one of `/?#\`.
    private static func endsAuthority(_ byte: UInt8) -> Bool {
        byte == 0x2F || byte == 0x3F || byte == 0x23 || byte == 0x5C
    }

    private static func cutScheme(
        _ text: String
    ) throws(TargetError) -> (VisitorScheme?, Substring) {
        var rest = text.utf8[...]
        while let colon = rest.firstIndex(of: 0x3A) {
            rest = rest[colon...].dropFirst()
            guard rest.starts(with: [0x2F, 0x2F]) else { continue }
            let name = text[..<colon].lowercased()
            guard let scheme = VisitorScheme(rawValue: name) else {
                throw .unsupportedScheme(name)
            }
            return (scheme, Substring(rest.dropFirst(2)))
        }
        return (nil, text[...])
    }

    /// Throws an error for a block such as `192.0.2.0/24`, which would otherwise be parsed as a
    /// host with a path.
    private static func refuseBlock(_ host: Substring, _ path: Substring) throws(TargetError) {
        if path.utf8.first == 0x2F, Int(path.dropFirst()) != nil, IPAddress(host) != nil {
            throw .block("\(host)\(path)")
        }
    }

    private static func cutPort(
        _ authority: Substring
    ) throws(TargetError) -> (host: Substring, port: UInt16?) {
        if authority.utf8.first == 0x5B {
            guard let close = authority.firstIndex(of: "]") else {
                throw .badBrackets(String(authority))
            }
            let host = authority[authority.index(after: authority.startIndex)..<close]
            let rest = authority[authority.index(after: close)...]
            guard host.contains(":"), rest.isEmpty || rest.hasPrefix(":") else {
                throw .badBrackets(String(authority))
            }
            return (host, rest.isEmpty ? nil : try PortReader.read(rest.dropFirst()))
        }
        guard let colon = authority.utf8.firstIndex(of: 0x3A),
            colon == authority.utf8.lastIndex(of: 0x3A)
        else {
            if authority.utf8.contains(0x5D) { throw .badBrackets(String(authority)) }
            return (authority, nil)
        }
        let port = try PortReader.read(authority[authority.utf8.index(after: colon)...])
        return (authority[..<colon], port)
    }
}

/// The ports that Cloudflare proxies
/// (developers.cloudflare.com/fundamentals/reference/network-ports). They determine whether a port
/// in a target is also the visitor's, or only the origin's. The lists are a matter of policy, so
/// the caller provides them.
package struct ProxiedPorts: Hashable, Sendable {
    package var http: Set<UInt16>
    package var https: Set<UInt16>

    package init(http: Set<UInt16>, https: Set<UInt16>) {
        self.http = http
        self.https = https
    }
}
