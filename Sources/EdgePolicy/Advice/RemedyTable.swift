public import OriginFacts

/// One remedy, with the data it needs. The wording is in Reporting.
public enum Remedy: Hashable, Sendable {
    /// Specify the origin so that it can be checked.
    case nameTheOrigin
    /// Run the check on the origin itself, where its firewall allows it.
    case runOnTheOrigin
    /// Turn on Always Use HTTPS so that no visitor needs the plain port.
    case alwaysUseHTTPS
    /// Start the server, or make it listen on the port with or without TLS.
    case listen(port: UInt16, scheme: VisitorScheme, addresses: [IPAddress])
    /// Open the port in the firewall.
    case openPort(UInt16, addresses: [IPAddress])
    case allowCloudflareRanges(addresses: [IPAddress])
    case fixRouting(addresses: [IPAddress])
    case repairChain(missingIssuer: String, addresses: [IPAddress])
    case renewCertificate(names: [String], addresses: [IPAddress])
    /// Install an Origin CA certificate, or one from a public CA, for these names.
    case installCertificate(names: [String], addresses: [IPAddress])
    /// Get a certificate that includes the missing name.
    case addName(String, addresses: [IPAddress])
    /// Serve TLS on the port instead of its current protocol.
    case enableTLS(port: UInt16, addresses: [IPAddress])
    /// Offer a version, suite or group that the edge offers.
    case offerEdgeParameters(addresses: [IPAddress])
    /// Accept handshakes with that server name.
    case answerServerName(String, addresses: [IPAddress])
    /// Turn on Authenticated Origin Pulls, or stop requiring a client certificate.
    case authenticatedOriginPulls(addresses: [IPAddress])
    case fixHTTPAnswer(leg: Leg, addresses: [IPAddress])
    /// Turn HTTP/2 to Origin off. `provedBy` is the origin's status over HTTP/1.1, if it was tried.
    case disableHTTP2ToOrigin(provedBy: Int?)
    /// Make the app trust `X-Forwarded-Proto` from Cloudflare's addresses.
    case trustForwardedProto
    /// Remove the redirect on that leg.
    case removeRedirect(leg: Leg)
    /// Serve the same site on both ports.
    case serveSameSite(addresses: [IPAddress])
    /// Renew over DNS-01, or use an Origin CA certificate; neither needs the HTTP path.
    case renewWithoutPath
    case fixDNS(name: String)
    /// Remove a bad address from DNS until it is fixed.
    case withdrawAddress([IPAddress])
    /// Create a Configuration Rule for the one host that fails.
    case perHostRule(mode: EncryptionMode, host: String)
    /// Choose a weaker mode. This comes last and is labelled.
    case weakerMode(EncryptionMode)
}

/// The remedies in order of effort: a dashboard switch before a server setting, a server setting
/// before a new certificate, and a weaker mode last. The id is part of the output format.
enum RemedyTable {
    // swift-format-ignore
    static func row(_ remedy: Remedy) -> (effort: Int, id: String) {
        switch remedy {
        case .nameTheOrigin:          ( 0, "name-the-origin")
        case .runOnTheOrigin:         ( 1, "run-on-the-origin")
        case .alwaysUseHTTPS:         ( 2, "always-use-https")
        case .disableHTTP2ToOrigin:   ( 3, "disable-http2-to-origin")
        case .listen:                 ( 4, "listen")
        case .openPort:               ( 5, "open-port")
        case .allowCloudflareRanges:  ( 6, "allow-cloudflare-ranges")
        case .fixRouting:             ( 7, "fix-routing")
        case .enableTLS:              ( 8, "enable-tls")
        case .answerServerName:       ( 9, "answer-server-name")
        case .offerEdgeParameters:    (10, "offer-edge-parameters")
        case .authenticatedOriginPulls: (11, "authenticated-origin-pulls")
        case .repairChain:            (12, "repair-chain")
        case .renewCertificate:       (13, "renew-certificate")
        case .addName:                (14, "add-name")
        case .installCertificate:     (15, "install-certificate")
        case .trustForwardedProto:    (16, "trust-forwarded-proto")
        case .removeRedirect:         (17, "remove-redirect")
        case .serveSameSite:          (18, "serve-same-site")
        case .fixHTTPAnswer:          (19, "fix-http-answer")
        case .renewWithoutPath:       (20, "renew-without-path")
        case .fixDNS:                 (21, "fix-dns")
        case .withdrawAddress:        (22, "withdraw-address")
        case .perHostRule:            (23, "per-host-rule")
        case .weakerMode:             (24, "weaker-mode")
        }
    }

    static func effort(_ remedy: Remedy) -> Int {
        row(remedy).effort
    }
}

extension Remedy {
    /// The stable name of this kind of remedy.
    public var id: String {
        RemedyTable.row(self).id
    }
}
