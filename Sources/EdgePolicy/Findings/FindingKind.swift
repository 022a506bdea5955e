public import OriginFacts

/// Everything that can be found, each with its facts; the words are Reporting's.
public enum FindingKind: Hashable, Sendable {
    // The name and its addresses
    case nameUnresolved(name: String, answer: DNSAnswer)
    case originNameUnresolved(name: String, answer: DNSAnswer)
    case resolverFailed(name: String, answer: DNSAnswer)
    /// Public DNS gives Cloudflare's addresses: the name is proxied, the origin is hidden.
    case proxiedName(addresses: [IPAddress])
    /// The owner named an origin that is Cloudflare itself.
    case originIsEdge(addresses: [IPAddress])
    case forbiddenAddress(IPAddress, AddressScope)
    /// A CNAME to a service without an origin of the owner's: Tunnel, Pages, Workers, R2.
    case noOriginToJudge(service: HostedService, name: String)
    /// A CNAME to a provider that itself is a Cloudflare customer.
    case saasProvider(name: String)

    // Reach
    case connectionRefused(port: UInt16, otherPortAnswers: Bool)
    case connectionProhibited(port: UInt16)
    case connectionTimedOut(port: UInt16, milliseconds: Int, otherPortAnswers: Bool)
    case unreachable(port: UInt16)
    case connectionReset(port: UInt16)
    case notTested(NotTested)

    // TLS
    case handshakeAlert(TLSAlert)
    case handshakeRefusedByUs(TLSAlert, reason: String)
    case plainHTTPOnTLSPort(port: UInt16)
    case notTLS(port: UInt16, protocolName: String?)
    case handshakeClosed(wasReset: Bool)
    case handshakeStalled(milliseconds: Int)
    case certificateMessageTooLarge
    case handshakeBroken(reason: String)
    case clientCertificateAsked(isCloudflarePull: Bool, authorities: [String])
    case clientCertificateRequired(TLSAlert?)
    case helloRetry(group: String?)
    /// The origin agreed on this when everything was offered, which the edge does not do.
    case onlyBeyondEdge(version: String, cipher: String, group: String?)
    /// The origin refused our hello and took `DES-CBC3-SHA`, which the edge offers and we could not.
    case tripleDESOnly(TLSVersion)
    /// The certificate that lacks the name is also the one shown without a server name.
    case defaultCertificate(subject: String)
    /// Without a server name the origin shows another certificate.
    case serverNameChoosesCertificate(subject: String)
    /// Without a server name the origin does not shake hands at all.
    case serverNameNeeded
    /// Only without a server name does the origin shake hands.
    case serverNameNotKnown(subject: String)

    // Certificate
    case chainDefect(ChainDefect)
    case chainRemark(ChainFinding)
    /// The strict verdict is open on these.
    case chainUncertain(ChainDefect)

    // HTTP
    case emptyAnswer(leg: Leg)
    case malformedAnswer(leg: Leg, reason: String)
    case headerTooLarge(leg: Leg, bytes: Int)
    case largeHeader(leg: Leg, bytes: Int)
    case answerReset(leg: Leg)
    case answerTimedOut(leg: Leg, milliseconds: Int)
    /// HTTP/2 breaks its own rules; asked over HTTP/1.1, which the edge speaks with HTTP/2 to Origin off,
    /// this came of it.
    case brokenHTTP2(reason: String, overHTTP1: HTTP1Trial?)
    /// The head stands, the body breaks its own announced length or chunks.
    case bodyBroken(leg: Leg)
    /// 401, 403, 429, 503 or a challenge: strangers may be treated differently from the edge.
    case strangerRefused(leg: Leg, status: Int)
    case serverError(leg: Leg, status: Int)
    /// The answer came from Cloudflare's edge, not from an origin.
    case answeredByEdge(leg: Leg, cfRay: String)

    // Redirects and content
    case redirectsToHTTPS
    case redirectsToHTTP
    /// Loops unless the app trusts `X-Forwarded-Proto` only from Cloudflare's addresses.
    case redirectLoop(modes: [EncryptionMode], headerTrusted: HeaderTrust)
    case redirectsToOtherHost(host: String)
    /// Location fields of different values: browsers disagree on what to do.
    case severalLocations(leg: Leg)
    /// The page sends browsers on by itself, which no walk follows.
    case refreshes(leg: Leg, to: String)
    /// The path by which a CA asks for its challenge (RFC 8555 section 8.3) does not get through.
    case renewalBlocked(outcome: EdgeOutcome, passing: [EncryptionMode])
    /// That path goes over TLS with a checked certificate: it closes when the certificate has ended.
    /// In the modes named it gets through without one.
    case renewalNeedsCertificate(without: [EncryptionMode])
    /// It gets through in the judged mode, and not in these, which serve visitors.
    case renewalClosedElsewhere(modes: [EncryptionMode])
    /// The plain and the TLS answers are different pages.
    case contentDiffers(ContentDifference)
    /// A default virtual host or placeholder answers on the TLS port.
    case placeholderSite(PlaceholderSite)
    case originsDisagree(count: Int)
    /// The edge's Universal certificate covers one label below the apex only.
    case edgeNotCovered(name: String)
    /// The visitors' port is not one Cloudflare proxies.
    case portNotProxied(UInt16)
}

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
        case .notTested(.banned):         "vantage.banned"
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
        case .tripleDESOnly:              "tls.3des-only"
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
        case .renewalClosedElsewhere:     "renewal.closed-elsewhere"
        case .contentDiffers:             "content.differs"
        case .placeholderSite:            "vhost.other-site"
        case .originsDisagree:            "origins.disagree"
        case .edgeNotCovered:             "edge.not-covered"
        case .portNotProxied:             "edge.port-not-proxied"
        }
    }
}
