internal import EdgePolicy
internal import OriginFacts

extension Remedy {
    /// The same remedy for other addresses; unchanged when it names none.
    // swift-format-ignore
    func moved(to at: [IPAddress]) -> Remedy {
        switch self {
        case .listen(let port, let scheme, _):     .listen(port: port, scheme: scheme, addresses: at)
        case .openPort(let port, _):               .openPort(port, addresses: at)
        case .allowCloudflareRanges:               .allowCloudflareRanges(addresses: at)
        case .fixRouting:                          .fixRouting(addresses: at)
        case .repairChain(let issuer, _):          .repairChain(missingIssuer: issuer, addresses: at)
        case .renewCertificate(let names, _):      .renewCertificate(names: names, addresses: at)
        case .installCertificate(let names, _):    .installCertificate(names: names, addresses: at)
        case .addName(let name, _):                .addName(name, addresses: at)
        case .enableTLS(let port, _):              .enableTLS(port: port, addresses: at)
        case .offerEdgeParameters:                 .offerEdgeParameters(addresses: at)
        case .answerServerName(let name, _):       .answerServerName(name, addresses: at)
        case .authenticatedOriginPulls:            .authenticatedOriginPulls(addresses: at)
        case .fixHTTPAnswer(let leg, _):           .fixHTTPAnswer(leg: leg, addresses: at)
        case .serveSameSite:                       .serveSameSite(addresses: at)
        case .withdrawAddress:                     .withdrawAddress(at)
        case .nameTheOrigin, .runOnTheOrigin, .alwaysUseHTTPS, .disableHTTP2ToOrigin,
             .trustForwardedProto, .removeRedirect, .renewWithoutPath, .fixDNS, .perHostRule, .weakerMode: self
        }
    }
}
