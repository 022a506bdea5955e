import OriginFacts

extension AddressObservation {
    /// An address that redirects http to https and serves a page over https; each argument replaces
    /// one part.
    static func healthy(
        _ address: IPAddress = Sample.first, plain: ConnectionFact = .open(milliseconds: 6),
        tls: ConnectionFact = .open(milliseconds: 6), handshake: HandshakeFact = .good,
        http: (VisitorScheme) -> ExchangeResult = { _ in .redirect("https://shop.example.com/") },
        https: (VisitorScheme) -> ExchangeResult = { _ in .page }
    ) -> AddressObservation {
        var seen = AddressObservation(
            address: address, plainConnection: plain, tlsConnection: tls, handshake: handshake)
        for scheme in VisitorScheme.allCases {
            let plainKey = ExchangeKey(leg: .plain, forwarded: scheme, path: "/")
            let tlsKey = ExchangeKey(leg: .tls, forwarded: scheme, path: "/")
            seen.exchanges.append(Exchange(key: tlsKey, result: https(scheme)))
            seen.exchanges.append(Exchange(key: plainKey, result: http(scheme)))
        }
        return seen
    }

    /// A TLS port that did not open.
    static func withoutTLS(
        _ connection: ConnectionFact, at address: IPAddress = Sample.first,
        plain: ConnectionFact = .open(milliseconds: 6),
        http: (VisitorScheme) -> ExchangeResult = { _ in .page }
    ) -> AddressObservation {
        .healthy(
            address, plain: plain, tls: connection, handshake: .notTested(.notReached), http: http,
            https: { _ in .notTested(.notReached) })
    }
}

extension HandshakeFact {
    static let good = HandshakeFact.completed(.good(chain: [.leaf, .intermediate]))
}

extension TLSSession {
    static func good(chain: [CertificateFacts]) -> TLSSession {
        TLSSession(
            version: .tls1_3, cipher: "TLS_AES_128_GCM_SHA256", group: "x25519",
            applicationProtocol: "h2", serverName: "shop.example.com", chain: chain,
            milliseconds: 21)
    }
}

extension CertificateFacts {
    static let leaf: CertificateFacts = {
        var leaf = CertificateFacts(
            sha256: "b1c4aa01" + String(repeating: "0", count: 56), der: [0x30, 0x82, 0x01, 0xFF],
            subject: "CN=shop.example.com", issuer: "CN=R12,O=Let's Encrypt,C=US",
            notBefore: UnixTime(year: 2026, month: 11, day: 3, hour: 9, minute: 12, second: 45),
            notAfter: UnixTime(year: 2027, month: 2, day: 1, hour: 9, minute: 12, second: 44),
            key: .ec(curve: "prime256v1"), signatureAlgorithm: "sha256WithRSAEncryption")
        leaf.commonNames = ["shop.example.com"]
        leaf.subjectAltNames = .present(
            dns: ["shop.example.com", "www.shop.example.com"], addresses: [], other: 0)
        leaf.serial = "5e1b0"
        leaf.basicConstraints = .endEntity
        leaf.extendedKeyUsage = ["1.3.6.1.5.5.7.3.1"]
        leaf.issuerURLs = ["http://r12.i.lencr.org/"]
        leaf.authorityKeyIdentifier = "00b529f22d8e6f31e89b4cad783efadce90cd1d2"
        return leaf
    }()

    static let expired: CertificateFacts = {
        var expired = CertificateFacts.leaf
        expired.sha256 = "e0e0aa02" + String(repeating: "0", count: 56)
        expired.notBefore = UnixTime(year: 2026, month: 8, day: 1)
        expired.notAfter = UnixTime(year: 2026, month: 10, day: 30)
        return expired
    }()

    static let intermediate: CertificateFacts = {
        var intermediate = CertificateFacts(
            sha256: "7aa0d2f3" + String(repeating: "0", count: 56), der: [0x30, 0x00],
            subject: "CN=R12,O=Let's Encrypt,C=US",
            issuer: "CN=ISRG Root X1,O=Internet Security Research Group,C=US",
            notBefore: UnixTime(year: 2024, month: 3, day: 13),
            notAfter: UnixTime(year: 2027, month: 3, day: 12), key: .rsa(bits: 2048),
            signatureAlgorithm: "sha256WithRSAEncryption")
        intermediate.commonNames = ["R12"]
        intermediate.organizations = ["Let's Encrypt"]
        intermediate.basicConstraints = .authority(pathLength: 0)
        intermediate.subjectKeyIdentifier = "00b529f22d8e6f31e89b4cad783efadce90cd1d2"
        return intermediate
    }()
}

extension ExchangeResult {
    static let page = ExchangeResult.status(200)

    static func status(_ status: Int, title: String? = "Shop") -> ExchangeResult {
        var answer = HTTPAnswer(status: status)
        answer.title = title
        answer.server = "nginx"
        answer.headerBytes = 312
        answer.contentType = "text/html"
        answer.body = BodyFacts(
            bytesRead: 4_096, sha256: String(repeating: "ab", count: 32), end: .complete)
        answer.milliseconds = 34
        return .answered(answer)
    }

    static func redirect(_ location: String, status: Int = 301) -> ExchangeResult {
        var answer = HTTPAnswer(status: status, location: location)
        answer.server = "nginx"
        answer.headerBytes = 204
        answer.milliseconds = 12
        return .answered(answer)
    }
}
