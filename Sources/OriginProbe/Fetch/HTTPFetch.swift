internal import NIOCore
internal import OriginFacts

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

    /// A fetch that uses a prober's event loops and resolver.
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
