public import OriginFacts

/// One thing to do, with the data to do it; the words are Reporting's.
public enum Remedy: Hashable, Sendable {
    /// Name the origin, so that it can be looked at.
    case nameTheOrigin
    /// Look from a place the origin's firewall admits: from the origin itself.
    case runOnTheOrigin
    /// Turn on Always Use HTTPS, so that no visitor needs the plain port.
    case alwaysUseHTTPS
    /// Start the server, or make it listen on that port with TLS (or without).
    case listen(port: UInt16, scheme: VisitorScheme, addresses: [IPAddress])
    /// Open the port in the firewall.
    case openPort(UInt16, addresses: [IPAddress])
    case allowCloudflareRanges(addresses: [IPAddress])
    case fixRouting(addresses: [IPAddress])
    case repairChain(missingIssuer: String, addresses: [IPAddress])
    case renewCertificate(names: [String], addresses: [IPAddress])
    /// Install an Origin CA certificate or one of a public CA for those names.
    case installCertificate(names: [String], addresses: [IPAddress])
    /// The certificate lacks that name.
    case addName(String, addresses: [IPAddress])
    /// Speak TLS on that port instead of what speaks there now.
    case enableTLS(port: UInt16, addresses: [IPAddress])
    /// Offer a version, suite or group the edge offers.
    case offerEdgeParameters(addresses: [IPAddress])
    /// Answer for that server name.
    case answerServerName(String, addresses: [IPAddress])
    /// Turn on Authenticated Origin Pulls, or stop requiring a client certificate.
    case authenticatedOriginPulls(addresses: [IPAddress])
    case fixHTTPAnswer(leg: Leg, addresses: [IPAddress])
    /// Turn HTTP/2 to Origin off; asked over HTTP/1.1 the origin answered that status, if it was asked.
    case disableHTTP2ToOrigin(provedBy: Int?)
    /// Let the app trust `X-Forwarded-Proto` from Cloudflare's addresses.
    case trustForwardedProto
    /// Take the redirect out of the origin's answer on that leg.
    case removeRedirect(leg: Leg)
    /// Serve the same site on both ports.
    case serveSameSite(addresses: [IPAddress])
    /// Renew by DNS-01, or use an Origin CA certificate, which need no path.
    case renewWithoutPath
    case fixDNS(name: String)
    /// Take a bad address out of DNS until it is mended.
    case withdrawAddress([IPAddress])
    /// A Configuration Rule for the one host that fails.
    case perHostRule(mode: EncryptionMode, host: String)
    /// A weaker mode; last, and labelled.
    case weakerMode(EncryptionMode)
}
