internal import NIOCore
package import OpenSSLSupport
package import OriginFacts

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

    /// A fetch that uses a prober's event loops and resolver.
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
