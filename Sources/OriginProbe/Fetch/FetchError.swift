package import OriginFacts

/// Why a document could not be fetched. Nothing is kept of a fetch that failed.
package enum FetchError: Error, Hashable, Sendable {
    case badURL(TargetError)
    /// The name has no address; both answers, A then AAAA.
    case noAddress(DNSAnswer, DNSAnswer)
    /// The name or a redirect leads to an address near this machine.
    case guarded(IPAddress)
    /// No address could be connected to; the last failure.
    case connection(ConnectionFact)
    case handshake(HandshakeFailure)
    /// The judge refused the chain; `reason` is the judge's.
    case untrusted(host: String, reason: String)
    case exchange(ExchangeFailure)
    /// Any status but 200 and the redirects that are followed.
    case status(Int)
    case tooManyRedirects(limit: Int)
    /// A URL or redirect of another scheme where only http is fetched.
    case onlyHTTP(scheme: String)
    /// A redirect from https to http.
    case downgrade(to: String)
    /// A redirect without a location that can be read.
    case badRedirect
    case tooLarge(limit: Int)
    /// The body broke off.
    case incomplete
    case outOfTime
}
