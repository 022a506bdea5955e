internal import OriginFacts

/// The target of a Location value, resolved against the URL that returned it (RFC 9110 section
/// 10.2.2, RFC 3986 section 5).
enum RedirectTarget: Hashable {
    case sameHost(scheme: VisitorScheme, path: String)
    /// A host with another name, or another port on this host.
    case elsewhere(host: String)
    /// A value that is not an http(s) URL: `javascript:`, an empty value, control characters.
    case notFollowable

    /// Resolves a Location value against the URL that returned it.
    init(location: String, from scheme: VisitorScheme, path: String, target: Target) {
        let trimmed = location.trimmingSpaces()
        guard !trimmed.isEmpty,
            trimmed.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else {
            self = .notFollowable
            return
        }
        let reference = trimmed.prefix { $0 != "#" }
        if reference.hasPrefix("//") {
            self = Self.absolute(reference.dropFirst(2), scheme: scheme, target: target)
        } else if let (named, rest) = Self.splitScheme(reference) {
            guard let next = VisitorScheme(rawValue: named), rest.hasPrefix("//") else {
                self = .notFollowable
                return
            }
            self = Self.absolute(rest.dropFirst(2), scheme: next, target: target)
        } else {
            self = .sameHost(scheme: scheme, path: Self.merge(String(reference), onto: path))
        }
    }

    private static func absolute(
        _ text: Substring, scheme: VisitorScheme, target: Target
    ) -> RedirectTarget {
        let authority = text.prefix { $0 != "/" && $0 != "?" && $0 != "\\" }
        let rest = text.dropFirst(authority.count)
        let hostAndPort =
            authority.split(
                separator: "@", omittingEmptySubsequences: false
            ).last.map(String.init) ?? ""
        let (host, port) = splitPort(hostAndPort)
        guard target.answersFor(host: host),
            (port ?? scheme.defaultPort) == target.visitorPorts[scheme]
        else { return .elsewhere(host: hostAndPort) }
        let path = rest.isEmpty ? "/" : rest.hasPrefix("?") ? "/" + rest : String(rest)
        return .sameHost(scheme: scheme, path: removingDotSegments(path))
    }

    private static func splitPort(_ text: String) -> (host: String, port: UInt16?) {
        let bracket = text.lastIndex(of: "]") ?? text.startIndex
        guard let colon = text[bracket...].lastIndex(of: ":") else { return (text, nil) }
        let digits = text[text.index(after: colon)...]
        guard digits.isEmpty || UInt16(digits) != nil else { return (text, nil) }
        return (String(text[..<colon]), UInt16(digits))
    }

    private static func splitScheme(_ text: Substring) -> (String, Substring)? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let name = text[..<colon]
        let isName = name.utf8.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
                || [0x2B, 0x2D, 0x2E].contains($0)
        }
        guard isName, let first = name.utf8.first, (0x61...0x7A).contains(first | 0x20) else {
            return nil
        }
        return (name.lowercased(), text[text.index(after: colon)...])
    }

    /// Merges a reference without scheme and authority with a base path (RFC 3986 section 5.2.3).
    private static func merge(_ reference: String, onto base: String) -> String {
        if reference.hasPrefix("/") { return removingDotSegments(reference) }
        let basePath = base.prefix { $0 != "?" }
        if reference.isEmpty { return base }
        if reference.hasPrefix("?") { return basePath + reference }
        let folder = basePath.lastIndex(of: "/").map { basePath[...$0] } ?? "/"
        return removingDotSegments(folder + reference)
    }

    /// Removes dot segments from the path before any query (RFC 3986 section 5.2.4).
    private static func removingDotSegments(_ text: String) -> String {
        let path = text.prefix { $0 != "?" }
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for segment in segments {
            switch segment {
            case ".": continue
            case "..": _ = kept.popLast()
            default: kept.append(segment)
            }
        }
        let endsInDots = segments.last == "." || segments.last == ".."
        return "/" + kept.joined(separator: "/") + (endsInDots && !kept.isEmpty ? "/" : "")
            + text[path.endIndex...]
    }
}

extension Target {
    /// Whether a host as written in a URL is this target's host, in either form of an
    /// internationalised name.
    func answersFor(host text: String) -> Bool {
        var name = text.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        switch host {
        case .name(let ascii, let unicode): return name == ascii || name == unicode
        case .address: return name == host.inURL
        }
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var bytes = Array(utf8)[...]
        while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
