internal import NIOCore
package import OpenSSLSupport
package import OriginFacts

/// Fetches what a certificate points at, its issuer or a revocation list: plain http, within bounds.
/// https is never asked, as looking at its chain could lead here again (RFC 5280 section 8), nor is
/// anything near this machine: the URL is whatever the certificate's maker wrote into it.
package struct HTTPFetch: Sendable {
    private let prober: Prober
    private let userAgent: String
    package var connectMilliseconds = 5_000
    /// Whether addresses near this machine may be dialled.
    package var allowsPrivate = false

    /// Redirects followed at most.
    private static let mostRedirects = 3

    package init(_ prober: Prober, userAgent: String) {
        self.prober = prober
        self.userAgent = userAgent
    }

    /// The body of a 200 answer.
    ///
    /// - Parameters:
    ///   - text: an absolute http URL; its port, else 80.
    ///   - limit: bytes of the body; more are an error.
    ///   - milliseconds: for everything, redirects included.
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

    /// A URL, when it is http.
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

/// Fetches one document by http or https, within bounds, over the edge's own engine: trust lists. The chain is judged before anything is asked; nothing is written.
package struct HTTPSFetch: Sendable {
    /// Accepts a chain for a host with nil, or says why not.
    package typealias Judge = @Sendable ([CertificateHandle], HostName) -> String?

    private let prober: Prober
    /// Of the body.
    package var mostBytes = 4 * 1_024 * 1_024
    /// Over everything, redirects included.
    package var totalMilliseconds = 30_000
    package var connectMilliseconds = 5_000
    /// Whether addresses near this machine may be dialled when DNS or a redirect names them.
    package var allowsPrivate = false
    package var userAgent: String

    /// Redirects followed at most.
    private static let mostRedirects = 5

    package init(_ prober: Prober, userAgent: String) {
        self.prober = prober
        self.userAgent = userAgent
    }

    /// The body of a 200 answer. https never leads to http.
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
