import OriginFacts

/// Observations that together contain every case that the wire format can express.
enum WireCatalog {
    static let notTested: [NotTested] =
        IPAddress.Family.allCases.map { .noRouteFromHere($0) }
        + AddressScope.allCases.map { .guardedAddress($0) }
        + [
            .edgeAddress, .excludedByOption, .outOfTime, .banned, .notReached,
            .localResource(errno: 24),
        ]

    static let connections: [ConnectionFact] =
        [
            .open(milliseconds: 0), .failed(.refused), .failed(.prohibited),
            .failed(.timedOut(afterMilliseconds: 5_000)), .failed(.networkUnreachable),
            .failed(.hostUnreachable), .failed(.reset),
        ] + notTested.map { .notTested($0) }

    static let answers: [DNSAnswer] = [
        .addresses([Sample.first, .v6(high: 1, low: 2)]), .noData, .nameError, .serverFailure,
        .refused, .timedOut(afterMilliseconds: 7), .badName, .malformed, .noResolver, .notAsked,
    ]

    static let failures: [HandshakeFailure] = [
        .alertReceived(.handshakeFailure), .alertReceived(TLSAlert(rawValue: 255)),
        .alertSent(.protocolVersion, reason: "unsupported protocol"),
        .notTLS(firstBytes: Array("HTTP/1.1 400 Bad".utf8)), .notTLS(firstBytes: []),
        .closed(bytesReceived: 0), .reset(bytesReceived: 90),
        .timedOut(afterMilliseconds: 9, bytesReceived: 1), .certificateMessageTooLarge,
        .protocolError(reason: "bad \"record\"\n"),
    ]

    static let partial = PartialHandshake(
        version: TLSVersion(rawValue: 0x7F1C), chain: [.intermediate],
        clientCertificate: .asked(authorities: []), milliseconds: 3)

    static let tripleDES: [TripleDESAnswer?] = [nil, .chosen(.tls1_0), .notChosen]

    static let keys: [KeyFacts] = [
        .rsa(bits: 1024), .rsaPSS(bits: 3072), .ec(curve: "secp521r1"), .ed25519, .ed448,
        .other(algorithm: "ML-DSA-65"),
    ]

    static let exchanges: [ExchangeResult] =
        [
            .answered(answer), .answered(HTTPAnswer(status: 999, httpVersion: .http1_0)),
            .failed(.empty), .failed(.malformed(firstBytes: [0, 255, 10], reason: "no HTTP")),
            .failed(.headerTooLarge(bytes: 131_073)), .failed(.reset(bytesReceived: 12)),
            .failed(.timedOut(afterMilliseconds: 14_000, bytesReceived: 0)),
            .failed(.closedInHeader(bytesReceived: 5)), .failed(.http2(reason: "GOAWAY 1")),
            .failed(.alert(.certificateRequired)),
        ] + notTested.map { .notTested($0) }

    static let answer: HTTPAnswer = {
        var answer = HTTPAnswer(status: 200, httpVersion: .http2, location: "\u{1B}[31m\u{202E}")
        answer.server = "nginx"
        answer.title = "日本\u{0}\u{FFFF}\u{10FFFF}"
        answer.cfRay = "8f-FRA"
        answer.contentType = "text/html"
        answer.strictTransportSecurity = "max-age=1"
        answer.headerBytes = 1
        answer.body = BodyFacts(bytesRead: 1, sha256: "00", end: .broken)
        answer.interim = [100, 103]
        answer.milliseconds = 5
        return answer
    }()

    /// One certificate for each kind of key, some with unusual dates.
    static let certificates: [CertificateFacts] = keys.enumerated().map { index, key in
        var facts = CertificateFacts(
            sha256: "aa\(index)", der: Array(repeating: UInt8(index), count: index),
            subject: "CN=\(index)\u{202E}", issuer: "", notBefore: UnixTime(seconds: .min / 1_000),
            notAfter: UnixTime(year: 9_999, month: 12, day: 31), key: key, signatureAlgorithm: "x")
        let constraints: [BasicConstraints] = [
            .absent, .endEntity, .authority(pathLength: nil), .authority(pathLength: 0),
        ]
        facts.basicConstraints = constraints[index % constraints.count]
        facts.subjectAltNames =
            index.isMultiple(of: 2)
            ? .absent : .present(dns: ["a", ""], addresses: [Sample.second], other: 2)
        facts.extendedKeyUsage = index.isMultiple(of: 3) ? nil : index == 1 ? [] : ["2.5.29.37.0"]
        facts.ocspURLs = ["http://o"]
        facts.crlURLs = ["http://c", "http://d"]
        facts.serial = "-1"
        facts.version = 1
        return facts
    }

    static func address(_ number: Int) -> IPAddress {
        .v6(high: 0x2001_0DB8_0000_0000, low: UInt64(number))
    }

    /// An observation for each index at which any of the lists above has an element.
    static let observations: [OriginObservation] = (0..<connections.count).map { index in
        let pick = { (count: Int) in index % count }
        var target = Target.shop
        target.addressing =
            [
                .dns, .given([]), .connectTo(.address(Sample.second)),
                .connectTo(.name(ascii: "xn--a", unicode: "ä")),
            ][pick(4)]
        target.host = index.isMultiple(of: 5) ? .address(address(index)) : target.host
        target.serverName = index.isMultiple(of: 2) ? nil : "other.example"
        target.alsoNames = ["target.example", ""]
        target.path = "/a?b=\u{7F}"
        target.visitorPorts = PortPair(http: 0, https: 65_535)
        var session = TLSSession.good(chain: certificates)
        session.stapledOCSP = [1, 2, 3]
        session.sawHelloRetryRequest = true
        session.group = nil
        let handshake: HandshakeFact =
            index < failures.count
            ? .failed(failures[index], seen: partial)
            : index.isMultiple(of: 2)
                ? .completed(session) : .notTested(notTested[pick(notTested.count)])
        var seen = AddressObservation(
            address: address(index), plainConnection: connections[index],
            tlsConnection: connections[connections.count - 1 - index], handshake: handshake,
            exchanges: exchanges.enumerated().map { number, result in
                Exchange(
                    key: ExchangeKey(leg: .tls, forwarded: .http, path: "/\(number)"),
                    result: result)
            })
        seen.diagnosis = DiagnosticHandshakes(
            withoutServerName: handshake, tripleDES: tripleDES[pick(tripleDES.count)])
        var observation = OriginObservation(
            target: target, startedAt: Sample.now, milliseconds: index,
            vantage: Vantage(hasIPv4Route: index.isMultiple(of: 2), hasIPv6Route: false),
            addresses: [seen, .notTested(Sample.first, .outOfTime)])
        if index < answers.count {
            observation.dns = DNSFacts(
                name: "a.example", ipv4: answers[index], ipv6: answers[answers.count - 1 - index],
                aliases: ["b", "c"], milliseconds: 3)
        }
        if index.isMultiple(of: 3) { observation.live = SampleCatalog.proxied.live }
        return observation
    }
}
