import EdgePolicy
import OriginFacts

/// Every finding, defect, remark and remedy once, with facts in it.
enum FindingCatalog {
    static let defects: [ChainDefect] = [
        .expired(certificate: "CN=a", notAfter: Sample.now),
        .notYetValid(certificate: "CN=a", notBefore: Sample.now),
        .nameMismatch(wanted: ["a", "b"], present: []),
        .missingIssuer(certificate: "CN=a", issuer: "CN=b"), .selfSigned(certificate: "CN=a"),
        .unknownRoot(root: "CN=r"), .badSignature(certificate: "CN=a"),
        .notAuthority(certificate: "CN=a"), .pathLengthExceeded(certificate: "CN=a"),
        .nameConstraints(certificate: "CN=a", detail: "not permitted"),
        .wrongPurpose(certificate: "CN=a"), .unknownCriticalExtension(certificate: "CN=a"),
        .brokenSignatureAlgorithm(certificate: "CN=a", algorithm: "md5WithRSAEncryption"),
        .unusableKey(certificate: "CN=a", key: .rsa(bits: 512)),
        .malformed(certificate: "CN=a", detail: "version 1"),
        .revoked(certificate: "CN=a", since: Sample.now), .tooComplex(detail: "101 certificates"),
        .revocationUnknown(certificate: "CN=a", doubts: doubts),
        .dependsOnPathBuilding(remove: "CN=x"), .other(certificate: "CN=a", code: 99, text: "odd"),
    ]

    static let doubts = RevocationDoubt.Kind.allCases.enumerated().map { index, kind in
        RevocationDoubt(
            kind, source: index.isMultiple(of: 2) ? "http://crl.test/1" : "",
            detail: index.isMultiple(of: 3) ? "" : "HTTP 404")
    }

    static let remarks: [ChainFinding] =
        [
            .wrongOrder, .extraCertificates(["CN=x"]), .duplicateCertificates(["CN=x"]),
            .rootSent(root: "CN=r"), .originCA, .customAnchor(root: "CN=r"),
            .notTrustedByBrowsers(root: "CN=r"), .targetNameOnly(name: "t"),
            .commonNameOnly(name: "a"), .expiresSoon(certificate: "CN=a", notAfter: Sample.now),
            .outlivesAnchor(root: "CN=r", notAfter: Sample.now),
            .weakSignature(certificate: "CN=a", algorithm: "sha1WithRSAEncryption"),
            .weakKey(certificate: "CN=a", key: .rsa(bits: 1024)), .leafIsAuthority,
            .underscoreAsHyphen(name: "a_b.example.com"),
            .revoked(certificate: "CN=a", since: Sample.now, reason: .keyCompromise),
            .revoked(certificate: "CN=a", since: nil, reason: nil),
            .revocationUnknown(certificate: "CN=a", doubts: doubts),
            .stapleMissing(certificate: "CN=a"),
        ]
        + CertificateIrregularity.allCases.map { .irregular($0, certificate: "CN=a", detail: "d") }

    static let name: [FindingKind] = [
        .nameUnresolved(name: "a", answer: .nameError),
        .originNameUnresolved(name: "a", answer: .noData),
        .resolverFailed(name: "a", answer: .timedOut(afterMilliseconds: 2_000)),
        .proxiedName(addresses: [Sample.second]), .originIsEdge(addresses: [Sample.second]),
        .forbiddenAddress(Sample.second, .privateUse), .saasProvider(name: "p"),
        .edgeNotCovered(name: "a.b.example.com"), .portNotProxied(8_444),
        .originsDisagree(count: 2),
    ]

    static let reach: [FindingKind] = [
        .connectionRefused(port: 443, otherPortAnswers: true),
        .connectionRefused(port: 80, otherPortAnswers: false), .connectionProhibited(port: 80),
        .connectionTimedOut(port: 443, milliseconds: 5_000, otherPortAnswers: true),
        .connectionTimedOut(port: 443, milliseconds: 5_000, otherPortAnswers: false),
        .unreachable(port: 443), .connectionReset(port: 443),
    ]

    static let handshake: [FindingKind] = [
        .handshakeAlert(.handshakeFailure), .handshakeAlert(.protocolVersion),
        .handshakeAlert(.unrecognizedName), .handshakeAlert(.internalError),
        .handshakeRefusedByUs(.protocolVersion, reason: "r"),
        .handshakeRefusedByUs(.internalError, reason: "r"), .plainHTTPOnTLSPort(port: 443),
        .notTLS(port: 443, protocolName: "SSH"), .notTLS(port: 443, protocolName: nil),
        .handshakeClosed(wasReset: true), .handshakeClosed(wasReset: false),
        .handshakeStalled(milliseconds: 9_000), .certificateMessageTooLarge,
        .handshakeBroken(reason: "bad record"),
        .clientCertificateAsked(isCloudflarePull: true, authorities: []),
        .clientCertificateAsked(isCloudflarePull: false, authorities: ["CN=x"]),
        .clientCertificateRequired(.certificateRequired), .clientCertificateRequired(nil),
        .helloRetry(group: "secp384r1"), .helloRetry(group: nil),
        .onlyBeyondEdge(version: "TLS 1.2", cipher: "DHE-RSA-AES128-SHA", group: "ffdhe2048"),
        .onlyBeyondEdge(version: "TLS 1.2", cipher: "AES256-GCM-SHA384", group: nil),
        .tripleDESOnly(.tls1_0), .tripleDESOnly(.tls1_2),
        .defaultCertificate(subject: "CN=d"), .serverNameChoosesCertificate(subject: "CN=d"),
        .serverNameNeeded, .serverNameNotKnown(subject: "CN=d"),
    ]

    static let answers: [FindingKind] =
        Leg.allCases.flatMap { leg -> [FindingKind] in
            [
                .emptyAnswer(leg: leg), .malformedAnswer(leg: leg, reason: "no HTTP"),
                .headerTooLarge(leg: leg, bytes: 131_072), .largeHeader(leg: leg, bytes: 20_000),
                .bodyBroken(leg: leg), .severalLocations(leg: leg),
                .refreshes(leg: leg, to: "https://a/"),
                .answerReset(leg: leg), .answerTimedOut(leg: leg, milliseconds: 14_000),
                .strangerRefused(leg: leg, status: 403), .serverError(leg: leg, status: 502),
                .answeredByEdge(leg: leg, cfRay: "8f-FRA"),
            ]
        }
        + [nil, .answered(status: 200), .failed].map {
            .brokenHTTP2(reason: "GOAWAY", overHTTP1: $0)
        }

    static let content: [FindingKind] =
        [
            .redirectsToHTTPS, .redirectsToHTTP,
            .redirectLoop(modes: [.off, .flexible], headerTrusted: .trusted),
            .redirectLoop(modes: [.flexible], headerTrusted: .ignoredFromHere),
            .redirectsToOtherHost(host: "b"), .contentDiffers(.status(plain: 200, tls: 404)),
            .contentDiffers(.redirect(plain: nil, tls: "/x")),
            .contentDiffers(.title(plain: "a", tls: nil)),
            .renewalBlocked(outcome: .edgeError(.invalidCertificate), passing: [.off, .full]),
            .renewalBlocked(outcome: .passedThrough(status: 403), passing: []),
            .renewalBlocked(outcome: .loop, passing: [.strict]),
            .renewalNeedsCertificate(without: []), .renewalNeedsCertificate(without: [.full]),
            .renewalClosedElsewhere(modes: [.flexible]),
            .contentDiffers(.body(plainBytes: 1, tlsBytes: 2)),
        ] + PlaceholderSite.allCases.map { .placeholderSite($0) }

    static let kinds: [FindingKind] =
        name + reach + handshake + answers + content
        + HostedService.allCases.map { .noOriginToJudge(service: $0, name: "x.example") }
        + WireCatalog.notTested.map { .notTested($0) } + defects.map { .chainDefect($0) }
        + defects.map { .chainUncertain($0) } + remarks.map { .chainRemark($0) }

    /// Ids of findings on certificate files that a check of a host never has.
    static let fileIDs: [String] = {
        let tally = ServedComparison(host: FileSample.shop, address: Sample.first, port: 443)
        let kinds: [FileFindingKind] = [
            .keyMismatch(file: "k", key: .ed25519, certificate: .ed448), .keyExposed(file: "k"),
            .leafNotFirst(first: "CN=i", leaf: "CN=a"), .severalLeaves(others: ["CN=b"]),
            .notPEM(container: "DER"), .notServed(tally), .servedMixed(tally),
            .servedChainDiffers(tally), .servedNotSeen(tally),
        ]
        return kinds.map(\.id)
    }()

    static let remedies: [Remedy] = [
        .nameTheOrigin, .runOnTheOrigin, .alwaysUseHTTPS,
        .listen(port: 443, scheme: .https, addresses: [Sample.first]),
        .listen(port: 80, scheme: .http, addresses: []), .openPort(443, addresses: [Sample.first]),
        .allowCloudflareRanges(addresses: []), .fixRouting(addresses: [Sample.first]),
        .repairChain(missingIssuer: "CN=r", addresses: []),
        .repairChain(missingIssuer: "", addresses: []),
        .renewCertificate(names: ["a"], addresses: []),
        .installCertificate(names: ["a", "b"], addresses: []), .addName("a", addresses: []),
        .enableTLS(port: 443, addresses: []), .offerEdgeParameters(addresses: []),
        .answerServerName("a", addresses: []), .authenticatedOriginPulls(addresses: []),
        .fixHTTPAnswer(leg: .tls, addresses: []), .disableHTTP2ToOrigin(provedBy: nil),
        .disableHTTP2ToOrigin(provedBy: 200), .trustForwardedProto,
        .removeRedirect(leg: .plain), .serveSameSite(addresses: []), .renewWithoutPath,
        .fixDNS(name: "a"),
        .withdrawAddress([Sample.first]), .perHostRule(mode: .full, host: "a"),
        .weakerMode(.full),
    ]
}
