internal import OriginFacts

/// The table for a request over an established connection (and handshake). Sources: error-520 and
/// error-524 under
/// developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors. Every
/// other response is passed through (fundamentals/reference/error-responses).
enum ExchangeTable {
    /// Returns the outcome of one exchange. `request` is the session's client certificate request.
    // swift-format-ignore
    static func outcome(
        _ result: ExchangeResult, leg: Leg, request: ClientCertificateRequest
    ) -> LegOutcome {
        switch result {
        case .answered(let answer):
            return outcome(of: answer, leg: leg, request: request)
        case .failed(.empty) where ClientCertificateRule.isCloudflarePull(request),
             .failed(.reset) where ClientCertificateRule.isCloudflarePull(request): // the refusal, its alert lost with the connection
            return ClientCertificateRule.outcome(request, alert: nil, error: .unknownReply)
        case .failed(.empty):                                    // error-520: empty
            return .edge(.unknownReply, .documented, .http(.empty(leg: leg)))
        case .failed(.malformed(_, let reason)):                 // error-520: unexpected
            return .edge(.unknownReply, .documented, .http(.malformed(leg: leg, reason: reason)))
        case .failed(.headerTooLarge(let bytes)):                // error-520: headers over 128 KB
            return .edge(.unknownReply, .documented, .http(.headerTooLarge(leg: leg, bytes: bytes)))
        case .failed(.reset):                                    // error-520: connection reset after the request
            return .edge(.unknownReply, .documented, .http(.reset(leg: leg)))
        case .failed(.closedInHeader):                           // error-520: malformed
            return .edge(.unknownReply, .documented, .http(.malformed(leg: leg, reason: "closed inside the header")))
        case .failed(.timedOut(let waited, 0)):                  // error-524: silent for 125 s
            return .edge(.noAnswer, .inferred, .http(.timedOut(leg: leg, milliseconds: waited)))
        case .failed(.timedOut(let waited, _)):                  // a header that trickles: not documented
            return .unknown(.http(.timedOut(leg: leg, milliseconds: waited)))
        case .failed(.http2(let reason)):                        // error-520: HTTP/2 to origin
            return .edge(.unknownReply, .documented, .http(.brokenHTTP2(reason: reason, overHTTP1: nil)))
        case .failed(.alert(let alert)) where request != .notAsked: // TLS 1.3 refuses after the handshake: 520
            return ClientCertificateRule.outcome(request, alert: alert, error: .unknownReply)
        case .failed(.alert(let alert)):                         // a broken connection after the handshake
            return .edge(.unknownReply, .inferred, .handshake(.alert(alert)))
        case .notTested(let why):
            return .unknown(.reach(.notTested(why)))
        }
    }

    private static func outcome(
        of answer: HTTPAnswer, leg: Leg, request: ClientCertificateRequest
    ) -> LegOutcome {
        if let ray = answer.cfRay {
            return .unknown(.http(.answeredByEdge(leg: leg, cfRay: ray)))
        }
        // nginx finishes the handshake and then responds with 400 and an explicit text
        // (ngx_http_request.c).
        let isRefusal = answer.status == 400 && answer.title?.holds("SSL certificate") == true
        if isRefusal, ClientCertificateRule.isCloudflarePull(request) {
            return .unknown(.clientCertificate(.required(nil)))
        }
        // Any other status is passed through to the visitor: a 403 is not a failure of the mode.
        return LegOutcome(
            answer: .answered(answer), basis: .documented,
            because: isRefusal ? .clientCertificate(.required(nil)) : nil)
    }
}

/// Responses that a firewall or a rate limiter may give to strangers but not to the edge.
enum AccessRefusal {
    /// Whether the status is 401, 403, 429 or 503 (RFC 9110, RFC 6585).
    static func isRefusal(_ status: Int) -> Bool {
        [401, 403, 429, 503].contains(status)
    }
}
