internal import NIOCore
package import OpenSSLSupport
package import OriginFacts

/// Fetches the issuer or CRL to which a certificate points, over plain http and within limits. It
/// never uses https, because judging that chain could require another fetch (RFC 5280 section 8).
/// By default it never connects to private or local addresses, because the URL is not trusted.
package struct HTTPFetch: Sendable {
    private let prober: Prober
    private let userAgent: String
    package var connectMilliseconds = 5_000
    /// Whether connections to private and local addresses are allowed.
    package var allowsPrivate = false

    /// The maximum number of redirects that are followed.
    private static let mostRedirects = 3

    package init(_ prober: Prober, userAgent: String) {
        self.prober = prober
        self.userAgent = userAgent
    }

    /// Returns the body of a 200 response.
    ///
    /// - Parameters:
    ///   - text: An absolute http URL.
    ///   - limit: The maximum size of the body in bytes. A larger body is an error.
    ///   - milliseconds: The time limit for the entire fetch, including redirects.
    package func get(
        _ text: String, limit: Int, milliseconds: Int = 10_000
    ) async throws(FetchError) -> [UInt8] {
        let bounds = FetchHop.Bounds(
            mostBytes: limit, connectMilliseconds: connectMilliseconds,
            deadline: .now() + .milliseconds(Int64(milliseconds)), allowsPrivate: allowsPrivate)
        let hop = FetchHop(prober: prober, userAgent: userAgent, bounds: bounds, judge: nil)
        var url = try Self.plain { () throws(TargetError) in try FetchURL(text) }
        for _ in 0...Self.mostRedirects {
            let outcome = try await hop.ask(url, isGivenByUser: false)
            guard let location = try FetchHop.location(outcome) else {
                return try hop.body(of: outcome)
            }
            let here = url
            url = try Self.plain { () throws(TargetError) in try here.following(location) }
        }
        throw .tooManyRedirects(limit: Self.mostRedirects)
    }

    /// Reads a URL and throws an error unless its scheme is http.
    private static func plain(
        _ read: () throws(TargetError) -> FetchURL
    ) throws(FetchError) -> FetchURL {
        do throws(TargetError) {
            let url = try read()
            if url.scheme == .http { return url }
        } catch {
            guard case .unsupportedScheme(let scheme) = error else { throw .badURL(error) }
            throw .onlyHTTP(scheme: scheme)
        }
        throw .onlyHTTP(scheme: "https")
    }
}

/// Fetches a trust list over http or https, within limits, using the same TLS engine as the probes.
/// The certificate chain is judged before the request is sent.
package struct HTTPSFetch: Sendable {
    /// A function that returns the reason why a chain is rejected for a host, or nil if it is
    /// accepted.
    package typealias Judge = @Sendable ([CertificateHandle], HostName) -> String?

    private let prober: Prober
    /// The maximum size of the body in bytes.
    package var mostBytes = 4 * 1_024 * 1_024
    /// The time limit for the entire fetch, including redirects.
    package var totalMilliseconds = 30_000
    package var connectMilliseconds = 5_000
    /// Whether connections to private and local addresses are allowed if DNS or a redirect leads to
    /// them.
    package var allowsPrivate = false
    package var userAgent: String

    /// The maximum number of redirects that are followed.
    private static let mostRedirects = 5

    package init(_ prober: Prober, userAgent: String) {
        self.prober = prober
        self.userAgent = userAgent
    }

    /// Returns the body of a 200 response. A redirect from https to http is an error.
    package func get(_ text: String, judge: @escaping Judge) async throws(FetchError) -> [UInt8] {
        let bounds = FetchHop.Bounds(
            mostBytes: mostBytes, connectMilliseconds: connectMilliseconds,
            deadline: .now() + .milliseconds(Int64(totalMilliseconds)),
            allowsPrivate: allowsPrivate)
        let hop = FetchHop(prober: prober, userAgent: userAgent, bounds: bounds, judge: judge)
        var url = try FetchHop.read { () throws(TargetError) in try FetchURL(text) }
        var isFirst = true
        for _ in 0...Self.mostRedirects {
            let outcome = try await hop.ask(url, isGivenByUser: isFirst)
            guard let location = try FetchHop.location(outcome) else {
                return try hop.body(of: outcome)
            }
            let here = url
            let next = try FetchHop.read { () throws(TargetError) in
                try here.following(location)
            }
            guard url.scheme == .http || next.scheme == .https else {
                throw .downgrade(to: next.host.ascii)
            }
            url = next
            isFirst = false
        }
        throw .tooManyRedirects(limit: Self.mostRedirects)
    }
}

/// An absolute http or https URL.
struct FetchURL: Hashable, Sendable {
    var scheme: VisitorScheme
    var host: HostName
    var port: UInt16
    /// The path and query.
    var path: String

    /// Parses an absolute URL.
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

    /// Resolves a Location header against this URL (RFC 3986 section 5.2, but without removing dot
    /// segments).
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

    /// The value of the `Host` field as a browser writes it.
    var authority: String {
        port == scheme.defaultPort ? host.inURL : "\(host.inURL):\(port)"
    }
}
