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
        let end = rest.firstIndex { "/?#\\".contains($0) } ?? rest.endIndex
        let authority = rest[..<end]
        if scheme == nil { try Self.refuseBlock(authority, rest[end...]) }
        guard !authority.contains("@") else { throw .userInformation }
        (host, port) = try Self.cutPort(authority)
        self.scheme = scheme
        path = RequestPath.encoded(rest[end...])
    }

    private static func cutScheme(
        _ text: String
    ) throws(TargetError) -> (VisitorScheme?, Substring) {
        guard let colon = text.range(ofASCII: "://") else { return (nil, text[...]) }
        let name = text[..<colon.lowerBound].lowercased()
        guard let scheme = VisitorScheme(rawValue: name) else {
            throw .unsupportedScheme(name)
        }
        return (scheme, text[colon.upperBound...])
    }

    /// `192.0.2.0/24` without a scheme would read as a host with a path.
    private static func refuseBlock(_ host: Substring, _ path: Substring) throws(TargetError) {
        if IPAddress(host) != nil, path.first == "/", Int(path.dropFirst()) != nil {
            throw .block("\(host)\(path)")
        }
    }

    private static func cutPort(
        _ authority: Substring
    ) throws(TargetError) -> (host: Substring, port: UInt16?) {
        if authority.hasPrefix("[") {
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
        guard let colon = authority.firstIndex(of: ":"), colon == authority.lastIndex(of: ":")
        else {
            if authority.contains("]") { throw .badBrackets(String(authority)) }
            return (authority, nil)
        }
        let port = try PortReader.read(authority[authority.index(after: colon)...])
        return (authority[..<colon], port)
    }
}

extension String {
    /// Where an ASCII text first occurs.
    fileprivate func range(ofASCII pattern: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(pattern) {
                return start..<index(start, offsetBy: pattern.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
