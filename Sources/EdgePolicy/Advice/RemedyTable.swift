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

/// What to do about each finding, and in which order of effort. The first remedy of a row is the one
/// told with the finding; all of them count for the recommendation.
enum RemedyTable {
    /// What a remedy needs to know besides the finding.
    struct Context {
        let target: Target
        let mode: EncryptionMode

        var names: [String] { [target.host.ascii] }
    }

    /// The remedies for one finding; none for what needs no mending.
    // swift-format-ignore
    static func remedies(for finding: Finding, _ context: Context) -> [Remedy] {
        let at = finding.addresses
        switch finding.kind {
        case .nameUnresolved, .resolverFailed, .proxiedName, .answeredByEdge:
            return [.nameTheOrigin]
        case .originNameUnresolved(let name, _):
            return [.fixDNS(name: name)]
        case .originIsEdge, .forbiddenAddress:
            return [.fixDNS(name: context.target.host.ascii), .nameTheOrigin]
        case .noOriginToJudge, .saasProvider:
            return []
        case .connectionRefused(let port, let otherPortAnswers):
            let listen = Remedy.listen(port: port, scheme: context.scheme(of: port), addresses: at)
            return otherPortAnswers && context.canSpare(port) ? [.alwaysUseHTTPS, listen] : [listen]
        case .connectionTimedOut(let port, _, true):
            return [.openPort(port, addresses: at), .allowCloudflareRanges(addresses: at)]
        case .connectionTimedOut(_, _, false), .notTested, .strangerRefused:
            return [.runOnTheOrigin]
        case .connectionProhibited, .connectionReset:
            return [.allowCloudflareRanges(addresses: at), .runOnTheOrigin]
        case .unreachable:
            return [.fixRouting(addresses: at)]
        case .handshakeAlert(.unrecognizedName):
            return [.answerServerName(context.target.sentServerName ?? context.target.host.ascii, addresses: at)]
        case .handshakeAlert, .handshakeRefusedByUs, .handshakeBroken, .tripleDESOnly:
            return [.offerEdgeParameters(addresses: at)]
        case .certificateMessageTooLarge:
            return [.repairChain(missingIssuer: "", addresses: at)]
        case .plainHTTPOnTLSPort(let port), .notTLS(let port, _):
            return [.enableTLS(port: port, addresses: at)]
        case .handshakeClosed, .handshakeStalled:
            return [.enableTLS(port: context.target.originPorts.https, addresses: at), .runOnTheOrigin]
        case .clientCertificateAsked, .helloRetry, .serverNameChoosesCertificate, .serverNameNeeded,
             .onlyBeyondEdge, .defaultCertificate, .serverNameNotKnown:
            return []
        case .renewalBlocked, .renewalNeedsCertificate, .renewalClosedElsewhere:
            return [.renewWithoutPath]
        case .severalLocations(let leg), .bodyBroken(let leg):
            return [.fixHTTPAnswer(leg: leg, addresses: at)]
        case .clientCertificateRequired:
            return [.authenticatedOriginPulls(addresses: at)]
        case .chainDefect(let defect), .chainUncertain(let defect):
            return remedies(for: defect, context, at)
        case .chainRemark(let remark):
            return remedies(for: remark, context, at)
        case .emptyAnswer(let leg), .malformedAnswer(let leg, _), .headerTooLarge(let leg, _),
             .largeHeader(let leg, _), .answerReset(let leg), .answerTimedOut(let leg, _), .serverError(let leg, _):
            return [.fixHTTPAnswer(leg: leg, addresses: at)]
        case .brokenHTTP2(_, .failed?):
            return [.fixHTTPAnswer(leg: .tls, addresses: at)]
        case .brokenHTTP2(_, .answered(let status)?):
            return [.disableHTTP2ToOrigin(provedBy: status)]
        case .brokenHTTP2(_, nil):
            return [.disableHTTP2ToOrigin(provedBy: nil)]
        case .redirectsToHTTPS, .redirectsToOtherHost, .refreshes, .originsDisagree, .edgeNotCovered, .portNotProxied:
            return []
        case .redirectsToHTTP:
            return [.removeRedirect(leg: .tls)]
        case .redirectLoop(_, .ignoredFromHere):
            return [.trustForwardedProto, .removeRedirect(leg: .plain)]
        case .redirectLoop(_, .trusted):
            return [.removeRedirect(leg: .plain)]
        case .contentDiffers(.body):
            return []
        case .contentDiffers, .placeholderSite:
            return [.serveSameSite(addresses: at)]
        }
    }

    // swift-format-ignore
    private static func remedies(for defect: ChainDefect, _ context: Context, _ at: [IPAddress]) -> [Remedy] {
        switch defect {
        case .revocationUnknown:
            return []
        case .expired, .revoked:
            return [.renewCertificate(names: context.names, addresses: at)]
        case .missingIssuer(_, let issuer):
            return [.repairChain(missingIssuer: issuer, addresses: at)]
        case .dependsOnPathBuilding:
            return [.repairChain(missingIssuer: "", addresses: at)]
        case .nameMismatch:
            return [.addName(context.target.host.ascii, addresses: at)]
        case .notYetValid, .selfSigned, .unknownRoot, .badSignature, .notAuthority, .pathLengthExceeded,
             .nameConstraints, .wrongPurpose, .unknownCriticalExtension, .brokenSignatureAlgorithm,
             .unusableKey, .malformed, .tooComplex, .other:
            return [.installCertificate(names: context.names, addresses: at)]
        }
    }

    // swift-format-ignore
    private static func remedies(for remark: ChainFinding, _ context: Context, _ at: [IPAddress]) -> [Remedy] {
        switch remark {
        case .expiresSoon, .revoked:
            return [.renewCertificate(names: context.names, addresses: at)]
        case .wrongOrder:
            return [.repairChain(missingIssuer: "", addresses: at)]
        case .targetNameOnly, .underscoreAsHyphen:
            return [.addName(context.target.host.ascii, addresses: at)]
        case .commonNameOnly, .weakSignature, .weakKey, .leafIsAuthority:
            return [.installCertificate(names: context.names, addresses: at)]
        case .extraCertificates, .duplicateCertificates, .rootSent, .originCA, .customAnchor,
             .notTrustedByBrowsers, .outlivesAnchor, .irregular, .revocationUnknown, .stapleMissing:
            return []
        }
    }

    /// The rank of a remedy: a dashboard switch before a server setting, a server setting before a new
    /// certificate, a weaker mode last.
    // swift-format-ignore
    static func effort(_ remedy: Remedy) -> Int {
        switch remedy {
        case .nameTheOrigin:            0
        case .runOnTheOrigin:           1
        case .alwaysUseHTTPS:           2
        case .disableHTTP2ToOrigin:     3
        case .listen:                   4
        case .openPort:                 5
        case .allowCloudflareRanges:    6
        case .fixRouting:               7
        case .enableTLS:                8
        case .answerServerName:         9
        case .offerEdgeParameters:      10
        case .authenticatedOriginPulls: 11
        case .repairChain:              12
        case .renewCertificate:         13
        case .addName:                  14
        case .installCertificate:       15
        case .trustForwardedProto:      16
        case .removeRedirect:           17
        case .serveSameSite:            18
        case .fixHTTPAnswer:            19
        case .renewWithoutPath:         20
        case .fixDNS:                   21
        case .withdrawAddress:          22
        case .perHostRule:              23
        case .weakerMode:               24
        }
    }
}

extension RemedyTable.Context {
    /// Whether Always Use HTTPS does without the port: the edge asks it for http visitors only, which
    /// holds for the plain port in Full and stronger.
    fileprivate func canSpare(_ port: UInt16) -> Bool {
        mode >= .full && scheme(of: port) == .http
    }

    /// What the origin is expected to speak on a port.
    fileprivate func scheme(of port: UInt16) -> VisitorScheme {
        port == target.originPorts.https ? .https : .http
    }
}
