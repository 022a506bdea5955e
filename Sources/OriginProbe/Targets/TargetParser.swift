package import OriginFacts

/// Turns what a user wrote into a target: a host, `host:port`, an http or https URL, an IPv6 address
/// with or without brackets.
package struct TargetParser: Sendable {
    /// Decides whose port a number is.
    package var ports: ProxiedPorts

    /// A parser for a set of proxied ports.
    package init(ports: ProxiedPorts) {
        self.ports = ports
    }

    /// A complete, valid target with addresses from DNS, or why the text is none.
    package func parse(_ text: String) throws(TargetError) -> Target {
        try Self.checkCharacters(text)
        let parts = try TargetParts(text)
        var target = Target(input: text, host: try HostReader.read(parts.host))
        if let port = parts.port { apply(port, of: parts.scheme, to: &target) }
        target.path = parts.path
        // An address without a name has nothing to look up.
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

    /// The two joiners that some scripts need inside names (RFC 5892 appendix A).
    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200C || scalar.value == 0x200D
    }

    /// A proxied port is the visitor's and the origin's; any other can only be the origin's, since no
    /// visitor can reach it through the edge.
    private func apply(_ port: UInt16, of scheme: VisitorScheme?, to target: inout Target) {
        let mayBeHTTP = scheme != .https && ports.http.contains(port)
        let mayBeHTTPS = scheme != .http && ports.https.contains(port)
        let side: VisitorScheme = mayBeHTTP || scheme == .http ? .http : .https
        target.originPorts[side] = port
        if mayBeHTTP || mayBeHTTPS { target.visitorPorts[side] = port }
    }
}
