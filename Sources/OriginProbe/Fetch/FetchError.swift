package import OriginFacts

/// The reason why a document could not be fetched.
package enum FetchError: Error, Hashable, Sendable {
    case badURL(TargetError)
    /// The name has no address. The values are the answers for A and AAAA.
    case noAddress(DNSAnswer, DNSAnswer)
    /// The name or a redirect leads to a private or local address.
    case guarded(IPAddress)
    /// No address accepted a connection. The value describes the last attempt.
    case connection(ConnectionFact)
    case handshake(HandshakeFailure)
    /// The server's certificate chain was rejected.
    case untrusted(host: String, reason: String)
    case exchange(ExchangeFailure)
    /// The status is neither 200 nor a redirect that is followed.
    case status(Int)
    case tooManyRedirects(limit: Int)
    /// The scheme of a URL or redirect is not http, although only http is allowed.
    case onlyHTTP(scheme: String)
    /// A redirect from https to http.
    case downgrade(to: String)
    /// A redirect without a valid location.
    case badRedirect
    case tooLarge(limit: Int)
    /// The connection ended before the body was complete.
    case incomplete
    case outOfTime
}

extension FetchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badURL(let error): "no URL to fetch: \(error)"
        case .noAddress(let ipv4, let ipv6):
            "its name has no address (\(ipv4.words), \(ipv6.words))"
        case .guarded(let address): "\(address) is not on the public internet"
        case .connection(let fact): fact.words
        case .handshake(let failure): "the TLS handshake failed (\(failure.words))"
        case .untrusted(let host, let reason): "the certificate of \(host) is rejected (\(reason))"
        case .exchange(let failure): "no valid answer (\(failure.words))"
        case .status(let status): "the server answered \(status)"
        case .tooManyRedirects(let limit): "more than \(limit) redirects"
        case .onlyHTTP(let scheme):
            "only http is fetched, not \(scheme): https could be circular (RFC 5280 section 8)"
        case .downgrade(let host): "a redirect leads from https to http (\(host))"
        case .badRedirect: "a redirect without a valid location"
        case .tooLarge(let limit): "it is larger than \(limit) bytes"
        case .incomplete: "the answer is incomplete"
        case .outOfTime: "timed out"
        }
    }
}

extension DNSAnswer {
    fileprivate var words: String {
        switch self {
        case .addresses: "addresses"
        case .noData: "no record of the type"
        case .nameError: "no such name"
        case .serverFailure: "the DNS server failed"
        case .refused: "the DNS server refused"
        case .timedOut: "no reply from the DNS server"
        case .badName: "not a valid name"
        case .malformed: "an invalid DNS answer"
        case .noResolver: "no DNS server"
        case .notAsked: "not looked up"
        }
    }
}

extension ConnectionFact {
    fileprivate var words: String {
        switch self {
        case .open: "the connection broke"
        case .failed(.refused): "connection refused"
        case .failed(.prohibited): "connection prohibited by a firewall"
        case .failed(.timedOut): "no answer to the connection"
        case .failed(.networkUnreachable), .failed(.hostUnreachable): "no route to the server"
        case .failed(.reset): "connection reset"
        case .notTested: "no connection could be tried from here"
        }
    }
}

extension HandshakeFailure {
    fileprivate var words: String {
        switch self {
        case .alertReceived(let alert): "alert \(alert.name)"
        case .alertSent(_, let reason), .protocolError(let reason): reason
        case .notTLS: "the port does not speak TLS"
        case .closed, .reset: "the connection was closed"
        case .timedOut: "silence"
        case .certificateMessageTooLarge: "certificates too large"
        }
    }
}

extension ExchangeFailure {
    fileprivate var words: String {
        switch self {
        case .empty: "empty"
        case .malformed(_, let reason), .http2(let reason): reason
        case .headerTooLarge: "header too large"
        case .reset, .closedInHeader: "the connection was closed"
        case .timedOut: "silence"
        case .alert(let alert): "alert \(alert.name)"
        }
    }
}
