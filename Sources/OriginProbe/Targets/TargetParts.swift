internal import OriginFacts

/// A target's text cut into its parts; nothing is checked but the cuts.
struct TargetParts {
    /// Nil for a bare host.
    var scheme: VisitorScheme?
    /// Without brackets.
    var host: Substring
    var port: UInt16?
    /// Path and query with `/` in front, fit for a request line; a fragment is dropped, since it
    /// never leaves a browser.
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

    /// One of `/?#\`.
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

    /// `192.0.2.0/24` without a scheme would read as a host with a path.
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
