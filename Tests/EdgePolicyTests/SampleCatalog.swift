import OriginFacts

/// One sample for each condition that decides an outcome, with its ten expected cells: modes
/// weakest first, the http visitor before the https visitor. Sources: the pages under
/// developers.cloudflare.com/support/troubleshooting/http-status-codes and
/// ssl/origin-configuration.
// swift-format-ignore
enum SampleCatalog {
    static let rows: [(sample: Sample, cells: String)] = reach + handshakes + certificates + exchanges + redirects + names + pools

    static let reach: [(sample: Sample, cells: String)] = [
        (Sample("healthy"),                                                   "200 200 200 200 200 200 200 200 200 200"),
        (Sample("443 refused", [.withoutTLS(.failed(.refused))]),             "200 200 200 200 200 521 200 521 521 521"),
        (Sample("443 silent", [.withoutTLS(.failed(.timedOut(afterMilliseconds: 5_000)))]),
                                                                              "200 200 200 200 200 522 200 522 522 522"),
        (Sample("443 prohibited", [.withoutTLS(.failed(.prohibited))]),       "200 200 200 200 200 unknown 200 unknown unknown unknown"),
        (Sample("443 reset at connect", [.withoutTLS(.failed(.reset))]),      "200 200 200 200 200 unknown 200 unknown unknown unknown"),
        (Sample("443 no route", [.withoutTLS(.failed(.hostUnreachable))]),    "200 200 200 200 200 523 200 523 523 523"),
        (Sample("80 refused", [.healthy(plain: .failed(.refused), http: { _ in .notTested(.notReached) })]),
                                                                              "521 521 521 521 521 200 521 200 200 200"),
        (Sample("80 silent", [.healthy(plain: .failed(.timedOut(afterMilliseconds: 5_000)), http: { _ in .notTested(.notReached) })]),
                                                                              "522 522 522 522 522 200 522 200 200 200"),
        (Sample("both refused", [both(.failed(.refused))]),                   "521 521 521 521 521 521 521 521 521 521"),
        (Sample("both silent", [both(.failed(.timedOut(afterMilliseconds: 5_000)))]),
                                                                              "unknown unknown unknown unknown unknown unknown unknown unknown unknown unknown"),
        (Sample("443 refused, 80 silent", [AddressObservation(address: Sample.first, plainConnection: .failed(.timedOut(afterMilliseconds: 5_000)), tlsConnection: .failed(.refused), handshake: .notTested(.notReached))]),
                                                                              "unknown unknown unknown unknown unknown 521 unknown 521 521 521"),
        (Sample("network unreachable", [both(.failed(.networkUnreachable))]), "523 523 523 523 523 523 523 523 523 523"),
        (Sample("unreachable without a route from here", [both(.failed(.networkUnreachable))]).with { $0.vantage.hasIPv4Route = false },
                                                                              "unknown unknown unknown unknown unknown unknown unknown unknown unknown unknown"),
        (Sample("not tested", [.notTested(Sample.first, .noRouteFromHere(.ipv4))]),
                                                                              "unknown unknown unknown unknown unknown unknown unknown unknown unknown unknown"),
        (Sample("IPv6 only, without a route from here", [.notTested(.v6(high: 0x2A01_04F8_0000_0000, low: 1), .noRouteFromHere(.ipv6))]),
                                                                              "unknown unknown unknown unknown unknown unknown unknown unknown unknown unknown"),
        (Sample("IPv6 unreachable without a route from here", [both(.failed(.networkUnreachable))]).with {
            $0.addresses[0].address = .v6(high: 0x2A01_04F8_0000_0000, low: 1)
            $0.vantage.hasIPv6Route = false
        },                                                                    "unknown unknown unknown unknown unknown unknown unknown unknown unknown unknown"),
        (Sample("out of time before the handshake", [.healthy(handshake: .notTested(.outOfTime), https: { _ in .notTested(.outOfTime) })]),
                                                                              "200 200 200 200 200 unknown 200 unknown unknown unknown"),
    ]

    static let handshakes: [(sample: Sample, cells: String)] = [
        (Sample("no shared cipher", [.handshake(.alertReceived(.handshakeFailure))]),          "200 200 200 200 200 525 200 525 525 525"),
        (Sample("old version only", [.handshake(.alertSent(.protocolVersion, reason: "unsupported protocol"))]), "200 200 200 200 200 525 200 525 525 525"),
        (Sample("3DES only", [.handshake(.alertReceived(.handshakeFailure)).taking3DES(.chosen(.tls1_0))]),
                                                                                               "200 200 200 200 200 unknown 200 unknown unknown unknown"),
        (Sample("3DES only, closes", [.handshake(.closed(bytesReceived: 0)).taking3DES(.chosen(.tls1_2))]),
                                                                                               "200 200 200 200 200 unknown 200 unknown unknown unknown"),
        (Sample("no shared cipher, 3DES neither", [.handshake(.alertReceived(.handshakeFailure)).taking3DES(.notChosen)]),
                                                                                               "200 200 200 200 200 525 200 525 525 525"),
        (Sample("unrecognized name", [.handshake(.alertReceived(.unrecognizedName))]),         "200 200 200 200 200 525 200 525 525 525"),
        (Sample("plain HTTP on 443", [.handshake(.notTLS(firstBytes: Array("HTTP/1.1 400".utf8)))]), "200 200 200 200 200 525 200 525 525 525"),
        (Sample("SSH on 443", [.handshake(.notTLS(firstBytes: Array("SSH-2.0-OpenSSH".utf8)))]), "200 200 200 200 200 525 200 525 525 525"),
        (Sample("FIN in the handshake", [.handshake(.closed(bytesReceived: 0))]),              "200 200 200 200 200 525 200 525 525 525"),
        (Sample("RST in the handshake", [.handshake(.reset(bytesReceived: 90))]),              "200 200 200 200 200 525 200 525 525 525"),
        (Sample("handshake stalls", [.handshake(.timedOut(afterMilliseconds: 5_000, bytesReceived: 0))]),
                                                                                               "200 200 200 200 200 522-or-525 200 522-or-525 522-or-525 522-or-525"),
        (Sample("certificate message too large", [.handshake(.certificateMessageTooLarge)]),   "200 200 200 200 200 525 200 525 525 525"),
        (Sample("broken TLS", [.handshake(.protocolError(reason: "bad record"))]),             "200 200 200 200 200 525 200 525 525 525"),
        (Sample("client certificate required, TLS 1.2", [.handshake(.alertReceived(.handshakeFailure), seen: asked("CN=Our CA"))]),
                                                                                               "200 200 200 200 200 525 200 525 525 525"),
        (Sample("client certificate required, Cloudflare's authority", [.handshake(.alertReceived(.handshakeFailure), seen: asked("CN=origin-pull.cloudflare.net,O=CloudFlare"))]),
                                                                                               "200 200 200 200 200 unknown 200 unknown unknown unknown"),
    ]

    static let certificates: [(sample: Sample, cells: String)] = defects.map {
        (Sample($0.id, defects: [[$0]]), "200 200 200 200 200 200 200 526 526 526")
    } + [
        (Sample("certificate uncertain").with { $0.verdicts[Sample.first]?.strict = .uncertain([.nameMismatch(wanted: [], present: [])]) },
                                                                                               "200 200 200 200 200 200 200 unknown unknown unknown"),
        (Sample("certificate not judged").with { $0.verdicts = [:] },                          "200 200 200 200 200 200 200 unknown unknown unknown"),
    ]

    static let exchanges: [(sample: Sample, cells: String)] = [
        (Sample("empty answer over TLS", [.healthy(https: { _ in .failed(.empty) })]),         "200 200 200 200 200 520 200 520 520 520"),
        (Sample("empty answer on both", [.healthy(http: { _ in .failed(.empty) }, https: { _ in .failed(.empty) })]),
                                                                              "520 520 520 520 520 520 520 520 520 520"),
        (Sample("empty answer on 80", [.healthy(http: { _ in .failed(.empty) })]),             "520 520 520 520 520 200 520 200 200 200"),
        (Sample("garbage", [.healthy(https: { _ in .failed(.malformed(firstBytes: [1], reason: "no status line")) })]), "200 200 200 200 200 520 200 520 520 520"),
        (Sample("header too large", [.healthy(https: { _ in .failed(.headerTooLarge(bytes: 200_000)) })]), "200 200 200 200 200 520 200 520 520 520"),
        (Sample("reset after the request", [.healthy(https: { _ in .failed(.reset(bytesReceived: 0)) })]), "200 200 200 200 200 520 200 520 520 520"),
        (Sample("closed inside the header", [.healthy(https: { _ in .failed(.closedInHeader(bytesReceived: 9)) })]), "200 200 200 200 200 520 200 520 520 520"),
        (Sample("broken HTTP/2", [.healthy(https: { _ in .failed(.http2(reason: "no SETTINGS")) })]), "200 200 200 200 200 520 200 520 520 520"),
        (Sample("broken HTTP/2, HTTP/1.1 good", [brokenHTTP2(.answered(status: 200))]), "200 200 200 200 200 520 200 520 520 520"),
        (Sample("broken HTTP/2, HTTP/1.1 as well", [brokenHTTP2(.failed)]), "200 200 200 200 200 520 200 520 520 520"),
        (Sample("never answers", [.healthy(http: { _ in silence }, https: { _ in silence })]), "524 524 524 524 524 524 524 524 524 524"),
        (Sample("never answers over TLS", [.healthy(https: { _ in silence })]),                 "200 200 200 200 200 524 200 524 524 524"),
        (Sample("header trickles", [.healthy(https: { _ in .failed(.timedOut(afterMilliseconds: 9_000, bytesReceived: 4)) })]), "200 200 200 200 200 unknown 200 unknown unknown unknown"),
        (Sample("client certificate required, TLS 1.3", [.healthy(handshake: asking("CN=Our CA"), https: { _ in .failed(.alert(.certificateRequired)) })]),
                                                                                               "200 200 200 200 200 520 200 520 520 520"),
        (Sample("client certificate required, TLS 1.3, Cloudflare's authority", [.healthy(handshake: asking("CN=origin-pull.cloudflare.net"), https: { _ in .failed(.alert(.certificateRequired)) })]),
                                                                                               "200 200 200 200 200 unknown 200 unknown unknown unknown"),
        (Sample("refused without an alert, Cloudflare's authority", [.healthy(handshake: asking("CN=origin-pull.cloudflare.net"), https: { _ in .failed(.reset(bytesReceived: 0)) })]),
                                                                                               "200 200 200 200 200 unknown 200 unknown unknown unknown"),
        (Sample("alert in place of an answer", [.healthy(https: { _ in .failed(.alert(.internalError)) })]), "200 200 200 200 200 520 200 520 520 520"),
        (Sample("nginx wants a client certificate", [.healthy(handshake: asking("CN=Our CA"), https: { _ in .status(400, title: "400 No required SSL certificate was sent") })]),
                                                                                               "200 200 200 200 200 400 200 400 400 400"),
        (Sample("403 to strangers", [.healthy(http: { _ in .status(403) }, https: { _ in .status(403) })]), "403 403 403 403 403 403 403 403 403 403"),
        (Sample("503 over TLS", [.healthy(https: { _ in .status(503) })]),                     "200 200 200 200 200 503 200 503 503 503"),
        (Sample("answered by an edge", [.healthy(https: { _ in ray })]),                       "200 200 200 200 200 unknown 200 unknown unknown unknown"),
    ]

    static let redirects: [(sample: Sample, cells: String)] = [
        (Sample("http to https", [.healthy(http: { _ in .redirect("https://shop.example.com/") })]), "loop loop loop loop 200 200 200 200 200 200"),
        (Sample("http to https, header trusted", [.healthy(http: { $0 == .http ? .redirect("https://shop.example.com/") : .page })]),
                                                                                               "loop loop 200 200 200 200 200 200 200 200"),
        (Sample("https to http", [.healthy(https: { _ in .redirect("http://shop.example.com/") })]), "200 200 200 200 200 200 200 200 loop loop"),
        (Sample("each to the other", [.healthy(http: { _ in .redirect("https://shop.example.com/") }, https: { _ in .redirect("http://shop.example.com/") })]),
                                                                                               "loop loop loop loop loop loop loop loop loop loop"),
        (Sample("https to http by header", [.healthy(https: { $0 == .https ? .redirect("http://shop.example.com/") : .page })]),
                                                                                               "200 200 200 200 200 200 200 200 200 200"),
        (Sample("http to https, header inverted", [.healthy(http: { $0 == .https ? .redirect("https://shop.example.com/") : .page }, https: { $0 == .https ? .redirect("https://shop.example.com/") : .page })]),
                                                                                               "200 200 200 loop 200 loop 200 loop 200 loop"),
        (Sample("to javascript", [.healthy(https: { _ in .redirect("javascript:alert(1)") })]),  "200 200 200 200 200 301 200 301 301 301"),
        (Sample("without a Location", [.healthy(https: { _ in .status(301) })]),                 "200 200 200 200 200 301 200 301 301 301"),
        (Sample("to a Location with a line break", [.healthy(https: { _ in .redirect("/a\r\nSet-Cookie: b=c") })]),
                                                                                               "200 200 200 200 200 301 200 301 301 301"),
        (Sample("to www", [.healthy(http: { _ in .redirect("https://www.example.com/") }, https: { _ in .redirect("https://www.example.com/") })]),
                                                                                               "301 301 301 301 301 301 301 301 301 301"),
        (Sample("http to https, expired", [.healthy(http: { _ in .redirect("https://shop.example.com/") })], defects: [[.expired(certificate: "CN=shop", notAfter: Sample.now)]]),
                                                                                               "loop loop loop loop 200 200 526 526 526 526"),
        (Sample("other path not asked", [.healthy(https: { _ in .redirect("/en/") })]),        "200 200 200 200 200 unknown 200 unknown unknown unknown"),
    ]

    static let names: [(sample: Sample, cells: String)] = [
        (named("host does not exist", .dns, .nameError, .nameError),                           all("unknown")),
        (named("host has no address", .dns, .noData, .noData),                                 all("unknown")),
        (named("resolver fails", .dns, .serverFailure, .noData),                               all("unknown")),
        (named("resolver times out", .dns, .timedOut(afterMilliseconds: 5_000), .timedOut(afterMilliseconds: 5_000)), all("unknown")),
        (named("origin name does not exist", .connectTo(.name(ascii: "gone.example.net", unicode: "gone.example.net")), .nameError, .nameError), all("530/1016")),
        (named("origin name has no address", .connectTo(.name(ascii: "empty.example.net", unicode: "empty.example.net")), .noData, .noData), all("530/1016")),
        (named("CNAME target does not exist", .dns, .nameError, .nameError).with { $0.dns?.aliases = ["gone.example.net"] }, all("530/1016")),
        (Sample("given address is the edge's", [.healthy(edge)]),                              all("1000")),
        (Sample("proxied name", [.notTested(edge, .edgeAddress)], target: .shop.with { $0.addressing = .dns }), all("unknown")),
        (Sample("private address from DNS", [.notTested(.v4(0x0A00_0001), .guardedAddress(.privateUse))], target: .shop.with { $0.addressing = .dns }), all("1000")),
        (Sample("tunnel", [.notTested(edge, .edgeAddress)], target: .shop.with { $0.addressing = .connectTo(.name(ascii: "x.cfargotunnel.com", unicode: "x.cfargotunnel.com")) }), all("unknown")),
        (Sample("SaaS provider", [.notTested(edge, .edgeAddress)], target: .shop.with { $0.addressing = .connectTo(.name(ascii: "shops.example.net", unicode: "shops.example.net")) }), all("unknown")),
    ]

    static let pools: [(sample: Sample, cells: String)] = [
        (Sample("one of two expired", [.healthy(), .healthy(Sample.second)], defects: [[], [.expired(certificate: "CN=shop", notAfter: Sample.now)]]),
                                                                                               "200 200 200 200 200 200 200 200+526 200+526 200+526"),
        (Sample("two of three refused", [.healthy(), refusing(Sample.second), refusing(.v4(0xCB00_710C))]),
                                                                                               "200 200 200 200 200 521+200 200 521+200 521+200 521+200"),
        (Sample("IPv6 refused beside good IPv4", [.healthy(), refusing(.v6(high: 0x2001_0DB8_0000_0000, low: 1))]), all("200")),
        (Sample("IPv6 only", [.healthy(.v6(high: 0x2001_0DB8_0000_0000, low: 1))]),            all("200")),
        (Sample("Flexible on port 2083", [.healthy()], defects: [[.selfSigned(certificate: "CN=panel")]], target: .shop.with { $0.visitorPorts.https = 2083; $0.originPorts.https = 2083 }),
                                                                                               "200 200 200 200 200 200 200 526 526 526"),
        (Sample("Flexible on port 8443", [.withoutTLS(.failed(.refused))], target: .shop.with { $0.visitorPorts.https = 8443; $0.originPorts.https = 8443 }),
                                                                                               "200 200 200 521 200 521 200 521 521 521"),
    ]

    private static let silence = ExchangeResult.failed(.timedOut(afterMilliseconds: 9_000, bytesReceived: 0))
    private static let edge = IPAddress.v4(0x6810_0001)

    private static var ray: ExchangeResult {
        var answer = HTTPAnswer(status: 200)
        answer.cfRay = "8f0c1d2e3f4a5b6c-FRA"
        return .answered(answer)
    }

    private static func all(_ cell: String) -> String {
        Array(repeating: cell, count: 10).joined(separator: " ")
    }

    private static func brokenHTTP2(_ trial: HTTP1Trial) -> AddressObservation {
        var seen = AddressObservation.healthy(https: { _ in .failed(.http2(reason: "no SETTINGS")) })
        seen.diagnosis.overHTTP1 = trial
        return seen
    }

    private static func both(_ connection: ConnectionFact) -> AddressObservation {
        AddressObservation(address: Sample.first, plainConnection: connection, tlsConnection: connection, handshake: .notTested(.notReached))
    }

    private static func refusing(_ address: IPAddress) -> AddressObservation {
        .healthy(address, tls: .failed(.refused), handshake: .notTested(.notReached), https: { _ in .notTested(.notReached) })
    }

    private static func asked(_ authority: String) -> PartialHandshake {
        PartialHandshake(clientCertificate: .asked(authorities: [authority]))
    }

    private static func asking(_ authority: String) -> HandshakeFact {
        .completed(TLSSession(version: .tls1_3, cipher: "TLS_AES_128_GCM_SHA256", chain: [.leaf], clientCertificate: .asked(authorities: [authority])))
    }

    private static func named(_ name: String, _ addressing: Addressing, _ ipv4: DNSAnswer, _ ipv6: DNSAnswer) -> Sample {
        Sample(name, [], target: .shop.with { $0.addressing = addressing }).with {
            $0.dns = DNSFacts(name: "shop.example.com", ipv4: ipv4, ipv6: ipv6)
        }
    }

    static let defects: [ChainDefect] = [
        .expired(certificate: "CN=shop", notAfter: Sample.now),
        .notYetValid(certificate: "CN=shop", notBefore: Sample.now),
        .nameMismatch(wanted: ["shop.example.com"], present: ["example.org"]),
        .missingIssuer(certificate: "CN=shop", issuer: "CN=R12"),
        .selfSigned(certificate: "CN=shop"),
        .unknownRoot(root: "CN=Ours"),
        .badSignature(certificate: "CN=shop"),
        .notAuthority(certificate: "CN=R12"),
        .pathLengthExceeded(certificate: "CN=R12"),
        .nameConstraints(certificate: "CN=shop", detail: "excluded"),
        .wrongPurpose(certificate: "CN=shop"),
        .unknownCriticalExtension(certificate: "CN=shop"),
        .brokenSignatureAlgorithm(certificate: "CN=shop", algorithm: "md5WithRSAEncryption"),
        .unusableKey(certificate: "CN=shop", key: .rsa(bits: 512)),
        .malformed(certificate: "CN=shop", detail: "version 1"),
        .revoked(certificate: "CN=shop", since: nil),
        .tooComplex(detail: "101 certificates"),
        .dependsOnPathBuilding(remove: "CN=Old cross"),
        .other(certificate: "CN=shop", code: 99, text: "unheard of"),
    ]
}

extension AddressObservation {
    /// Returns the same observation with this response to a hello that offers only 3DES.
    func taking3DES(_ answer: TripleDESAnswer) -> AddressObservation {
        var copy = self
        copy.diagnosis.tripleDES = answer
        return copy
    }
}
