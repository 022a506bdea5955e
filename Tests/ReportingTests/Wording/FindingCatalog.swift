import ChainVerification
import EdgePolicy
import OriginFacts

/// Every finding, defect, remark and remedy once, with facts filled in.
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
        + ChainRuleTable.rules.map { .brokenRule($0, certificate: "CN=a", detail: "d") }

    static let name: [FindingKind] = [
        .name(.unresolved(name: "a", answer: .nameError)),
        .name(.originUnresolved(name: "a", answer: .noData)),
        .name(.resolverFailed(name: "a", answer: .timedOut(afterMilliseconds: 2_000))),
        .name(.proxied(addresses: [Sample.second])),
        .name(.originIsEdge(addresses: [Sample.second])),
        .name(.forbiddenAddress(Sample.second, .privateUse)), .name(.saasProvider(name: "p")),
        .edge(.notCovered(name: "a.b.example.com")), .edge(.portNotProxied(8_444)),
        .content(.originsDisagree(count: 2)),
    ]

    static let reach: [FindingKind] = [
        .reach(.refused(port: 443, otherPortAnswers: true)),
        .reach(.refused(port: 80, otherPortAnswers: false)), .reach(.prohibited(port: 80)),
        .reach(.timedOut(port: 443, milliseconds: 5_000, otherPortAnswers: true)),
        .reach(.timedOut(port: 443, milliseconds: 5_000, otherPortAnswers: false)),
        .reach(.unreachable(port: 443)), .reach(.reset(port: 443)),
    ]

    static let handshake: [FindingKind] = [
        .handshake(.alert(.handshakeFailure)), .handshake(.alert(.protocolVersion)),
        .handshake(.alert(.unrecognizedName)), .handshake(.alert(.internalError)),
        .handshake(.refusedByUs(.protocolVersion, reason: "r")),
        .handshake(.refusedByUs(.internalError, reason: "r")), .handshake(.plainHTTP(port: 443)),
        .handshake(.notTLS(port: 443, protocolName: "SSH")),
        .handshake(.notTLS(port: 443, protocolName: nil)),
        .handshake(.closed(wasReset: true)), .handshake(.closed(wasReset: false)),
        .handshake(.stalled(milliseconds: 9_000)), .handshake(.certificateMessageTooLarge),
        .handshake(.broken(reason: "bad record")),
        .clientCertificate(.asked(isCloudflarePull: true, authorities: [])),
        .clientCertificate(.asked(isCloudflarePull: false, authorities: ["CN=x"])),
        .clientCertificate(.required(.certificateRequired)), .clientCertificate(.required(nil)),
        .handshake(.helloRetry(group: "secp384r1")), .handshake(.helloRetry(group: nil)),
        .handshake(
            .onlyBeyondEdge(version: "TLS 1.2", cipher: "DHE-RSA-AES128-SHA", group: "ffdhe2048")),
        .handshake(.onlyBeyondEdge(version: "TLS 1.2", cipher: "AES256-GCM-SHA384", group: nil)),
        .handshake(.tripleDESOnly(.tls1_0)), .handshake(.tripleDESOnly(.tls1_2)),
        .serverName(.defaultCertificate(subject: "CN=d")),
        .serverName(.choosesCertificate(subject: "CN=d")),
        .serverName(.needed), .serverName(.notKnown(subject: "CN=d")),
    ]

    static let answers: [FindingKind] =
        Leg.allCases.flatMap { leg -> [FindingKind] in
            [
                .http(.empty(leg: leg)), .http(.malformed(leg: leg, reason: "no HTTP")),
                .http(.headerTooLarge(leg: leg, bytes: 131_072)),
                .http(.largeHeader(leg: leg, bytes: 20_000)),
                .http(.bodyBroken(leg: leg)), .redirect(.severalLocations(leg: leg)),
                .redirect(.refresh(leg: leg, to: "https://a/")),
                .http(.reset(leg: leg)), .http(.timedOut(leg: leg, milliseconds: 14_000)),
                .http(.accessRefused(leg: leg, status: 403)),
                .http(.serverError(leg: leg, status: 502)),
                .http(.answeredByEdge(leg: leg, cfRay: "8f-FRA")),
            ]
        }
        + [nil, .answered(status: 200), .failed].map {
            .http(.brokenHTTP2(reason: "GOAWAY", overHTTP1: $0))
        }

    static let content: [FindingKind] =
        [
            .redirect(.toHTTPS), .redirect(.toHTTP),
            .redirect(.loop(modes: [.off, .flexible], headerTrust: .trusted)),
            .redirect(.loop(modes: [.flexible], headerTrust: .ignoredFromHere)),
            .redirect(.toOtherHost(host: "b")), .content(.differs(.status(plain: 200, tls: 404))),
            .content(.differs(.redirect(plain: nil, tls: "/x"))),
            .content(.differs(.title(plain: "a", tls: nil))),
            .renewal(.blocked(outcome: .edgeError(.invalidCertificate), passing: [.off, .full])),
            .renewal(.blocked(outcome: .passedThrough(status: 403), passing: [])),
            .renewal(.blocked(outcome: .loop, passing: [.strict])),
            .renewal(.needsCertificate(without: [])), .renewal(.needsCertificate(without: [.full])),
            .renewal(.closedElsewhere(modes: [.flexible])),
            .content(.differs(.body(plainBytes: 1, tlsBytes: 2))),
        ] + PlaceholderSite.allCases.map { .content(.placeholder($0)) }

    static let kinds: [FindingKind] =
        name + reach + handshake + answers + content
        + HostedService.allCases.map { .name(.noOrigin(service: $0, name: "x.example")) }
        + WireCatalog.notTested.map { .reach(.notTested($0)) }
        + defects.map { .certificate(.defect($0)) }
        + defects.map { .certificate(.uncertain($0)) } + remarks.map { .certificate(.remark($0)) }

    static let fileKinds: [FileFindingKind] = {
        var older = ServedComparison(host: FileSample.shop, address: Sample.first, port: 443)
        older.same = 3
        older.missing = ["CN=i"]
        older.others = [
            ServedCertificate(FileSample.older, count: 2, relation: .older, hasSameKey: true)
        ]
        var unseen = ServedComparison(host: FileSample.shop, address: Sample.first, port: 443)
        unseen.refusal = .edgeAddress
        let own: [FileFindingKind] = [
            .keyMismatch(file: "k", key: .ed25519, certificate: .ed448), .keyExposed(file: "k"),
            .leafNotFirst(first: "CN=i", leaf: "CN=a"), .severalLeaves(others: ["CN=b"]),
            .notPEM(container: "DER"), .served(.otherCertificate(older)), .served(.mixed(older)),
            .served(.chainDiffers(older)), .served(.notSeen(unseen)),
            .served(.nowhere(name: "a", port: 443, answer: .nameError)),
        ]
        let chain =
            defects.map { CertificateFinding.defect($0) }
            + defects.map { .uncertain($0) } + remarks.map { .remark($0) }
        return own + chain.map { .certificate($0) }
    }()

    /// The ids of findings on certificate files that a check of a host never reports.
    static let fileIDs = fileKinds.prefix(10).map(\.id)

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
