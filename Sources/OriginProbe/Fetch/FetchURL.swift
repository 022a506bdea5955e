internal import OriginFacts

/// An http or https URL, complete.
struct FetchURL: Hashable, Sendable {
    var scheme: VisitorScheme
    var host: HostName
    var port: UInt16
    /// Path and query.
    var path: String

    /// Reads an absolute URL.
    init(_ text: String) throws(TargetError) {
        let parts = try TargetParts(text)
        guard let scheme = parts.scheme else {
            throw .unsupportedScheme(String(text.prefix { $0.isASCII && $0.isLetter }))
        }
        self.scheme = scheme
        host = try HostReader.read(parts.host)
        port = parts.port ?? scheme.defaultPort
        path = parts.path
    }

    /// Where a Location leads from here (RFC 3986 section 5.2, without dot segments).
    func following(_ location: String) throws(TargetError) -> FetchURL {
        if location.hasPrefix("//") { return try FetchURL("\(self.scheme.rawValue):\(location)") }
        let scheme = location.prefix { $0.isASCII && $0.isLetter }
        if location.dropFirst(scheme.count).hasPrefix(":") { return try FetchURL(location) }
        var next = self
        if location.hasPrefix("/") {
            next.path = RequestPath.encoded(location)
        } else {
            let folder = path.prefix { $0 != "?" }.lastIndex(of: "/").map { path[...$0] } ?? "/"
            next.path = RequestPath.encoded(folder + location)
        }
        return next
    }

    /// `Host` as a browser writes it.
    var authority: String {
        port == scheme.defaultPort ? host.inURL : "\(host.inURL):\(port)"
    }
}
