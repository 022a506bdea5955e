internal import OriginFacts

/// Short descriptions of the failure at each step.
extension Wording {
    /// Returns the reason something was not checked.
    static func words(_ why: NotTested) -> TerminalText {
        switch why {
        case .noRouteFromHere(.ipv4): "this machine has no IPv4"
        case .noRouteFromHere(.ipv6): "this machine has no IPv6"
        case .guardedAddress(let scope):
            "not contacted: \(name(scope)) from DNS (--allow-private contacts it)"
        case .edgeAddress: "not contacted: the address is Cloudflare's, not the origin's"
        case .excludedByOption: "excluded by an option"
        case .overLimit: "more addresses than the limit for one name (32)"
        case .outOfTime: "the time limit for this target was reached"
        case .banned: "it stopped answering during the scan: a firewall probably blocks us"
        case .notReached: "an earlier step failed"
        case .localResource(let errno): "this machine ran out of a resource (errno \(errno))"
        }
    }

    /// Returns a phrase such as `no such name (NXDOMAIN)`.
    static func words(_ answer: DNSAnswer) -> TerminalText {
        switch answer {
        case .addresses(let addresses): Wording.addresses(addresses)
        case .noData: "the name exists, but has no address"
        case .nameError: "no such name (NXDOMAIN)"
        case .serverFailure: "the resolver reports a failure (SERVFAIL)"
        case .refused: "the resolver refuses to answer (REFUSED)"
        case .timedOut(let milliseconds): "no DNS answer in \(seconds(milliseconds))"
        case .badName: "not a name DNS can hold"
        case .malformed: "a malformed response"
        case .noResolver: "no resolver can be reached from here"
        case .notAsked: "not asked"
        }
    }

    static func words(_ failure: ConnectionFailure) -> TerminalText {
        switch failure {
        case .refused: "connection refused"
        case .prohibited: "rejected by a firewall (ICMP)"
        case .timedOut(let milliseconds): "no answer in \(seconds(milliseconds))"
        case .networkUnreachable: "network unreachable"
        case .hostUnreachable: "host unreachable"
        case .reset: "reset immediately"
        }
    }

    static func words(_ failure: HandshakeFailure) -> TerminalText {
        switch failure {
        case .alertReceived(let alert): "the origin sent \(words(alert))"
        case .alertSent(let alert, let reason): "\(reason); we sent \(words(alert))"
        case .notTLS(let bytes): "not TLS; first bytes \(TerminalText(bytes: bytes, limit: 32))"
        case .closed(let received): "closed after \(received) bytes"
        case .reset(let received): "reset after \(received) bytes"
        case .timedOut(let milliseconds, let received):
            "silent for \(seconds(milliseconds)) after \(received) bytes"
        case .certificateMessageTooLarge: "more than 100 KB of certificates"
        case .protocolError(let reason): "\(reason)"
        }
    }

    /// Returns a phrase such as `alert 40 (handshake_failure)`.
    static func words(_ alert: TLSAlert) -> TerminalText {
        "alert \(alert.rawValue) (\(alert.name))"
    }

    static func words(_ failure: ExchangeFailure) -> TerminalText {
        switch failure {
        case .empty: "closed without a response"
        case .malformed(let bytes, let reason):
            "\(reason); first bytes \(TerminalText(bytes: bytes, limit: 32))"
        case .headerTooLarge(let bytes): "header over the limit, \(bytes) bytes"
        case .reset(let received): "reset after \(received) bytes"
        case .timedOut(let milliseconds, let received):
            "no complete response in \(seconds(milliseconds)), \(received) bytes"
        case .closedInHeader(let received): "closed in the header, after \(received) bytes"
        case .http2(let reason): "HTTP/2: \(reason)"
        case .alert(let alert): words(alert)
        }
    }
}
