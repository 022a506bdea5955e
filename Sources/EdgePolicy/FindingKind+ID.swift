internal import OriginFacts

extension FindingKind {
    /// The stable dotted id: part of the output format, and what `explain` takes.
    // swift-format-ignore
    public var id: String {
        switch self {
        case .nameUnresolved:             "dns.none"
        case .originNameUnresolved:       "dns.origin-unresolved"
        case .resolverFailed:             "dns.resolver-failed"
        case .proxiedName:                "address.proxied"
        case .originIsEdge:               "address.cloudflare-edge"
        case .forbiddenAddress:           "address.forbidden"
        case .noOriginToJudge:            "address.no-origin"
        case .saasProvider:               "address.saas"
        case .connectionRefused:          "tcp.refused"
        case .connectionProhibited:       "tcp.prohibited"
        case .connectionTimedOut:         "tcp.timeout"
        case .unreachable:                "net.unreachable"
        case .connectionReset:            "tcp.reset"
        case .notTested:                  "vantage.inconclusive"
        case .handshakeAlert(.unrecognizedName): "tls.unrecognized-name"
        case .handshakeAlert(.handshakeFailure), .handshakeAlert(.protocolVersion),
             .handshakeRefusedByUs(.protocolVersion, _): "tls.no-overlap"
        case .handshakeAlert:             "tls.alert"
        case .handshakeRefusedByUs:       "tls.alert-sent"
        case .plainHTTPOnTLSPort:         "tls.plain-http"
        case .notTLS:                     "tls.not-tls"
        case .handshakeClosed:            "tls.closed"
        case .handshakeStalled:           "tls.stalled"
        case .certificateMessageTooLarge: "tls.certificate-too-large"
        case .handshakeBroken:            "tls.broken"
        case .clientCertificateAsked:     "tls.client-cert-asked"
        case .clientCertificateRequired:  "tls.client-cert-required"
        case .helloRetry:                 "tls.hello-retry"
        case .onlyBeyondEdge:             "tls.beyond-edge"
        case .defaultCertificate:         "vhost.default-certificate"
        case .serverNameChoosesCertificate: "sni.chooses-certificate"
        case .serverNameNeeded:           "sni.needed"
        case .serverNameNotKnown:         "sni.not-known"
        case .chainDefect(let defect), .chainUncertain(let defect): defect.id
        case .chainRemark(let finding):   finding.id
        case .emptyAnswer:                "http.empty"
        case .malformedAnswer:            "http.malformed"
        case .headerTooLarge:             "http.header-too-large"
        case .largeHeader:                "http.large-header"
        case .answerReset:                "http.reset"
        case .answerTimedOut:             "http.timeout"
        case .brokenHTTP2:                "http.broken-h2"
        case .bodyBroken:                 "http.body-broken"
        case .strangerRefused:            "http.stranger-refused"
        case .serverError:                "http.server-error"
        case .answeredByEdge:             "http.answered-by-edge"
        case .redirectsToHTTPS:           "redirect.to-https"
        case .redirectsToHTTP:            "redirect.to-http"
        case .redirectLoop:               "redirect.loop"
        case .redirectsToOtherHost:       "redirect.other-host"
        case .severalLocations:           "redirect.several-locations"
        case .refreshes:                  "redirect.by-page"
        case .renewalBlocked:             "renewal.path-blocked"
        case .renewalNeedsCertificate:    "renewal.needs-certificate"
        case .contentDiffers:             "content.differs"
        case .placeholderSite:            "vhost.other-site"
        case .originsDisagree:            "origins.disagree"
        case .edgeNotCovered:             "edge.not-covered"
        case .portNotProxied:             "edge.port-not-proxied"
        }
    }
}
