import EdgePolicy
import OriginFacts

/// A whole observation, equal to a healthy one except for the given parts.
struct Sample: Sendable, CustomStringConvertible {
    var name: String
    var target: Target
    var addresses: [AddressObservation]
    var verdicts: [IPAddress: ChainVerdict]
    var dns: DNSFacts?
    var live: LiveLook?
    var vantage = Vantage()

    var description: String { name }

    static let now = UnixTime(year: 2026, month: 11, day: 22)
    static let first = IPAddress.v4(0xCB00_710A)
    static let second = IPAddress.v4(0xCB00_710B)

    /// Creates a sample, by default with one address and a good verdict for each address that sent
    /// a chain.
    init(
        _ name: String, _ addresses: [AddressObservation] = [.healthy()],
        defects: [[ChainDefect]] = [], target: Target = .shop
    ) {
        self.name = name
        self.target = target
        self.addresses = addresses
        verdicts = [:]
        for (index, seen) in addresses.enumerated() where !seen.chain.isEmpty {
            let found = index < defects.count ? defects[index] : []
            verdicts[seen.address] = ChainVerdict(
                strict: found.isEmpty ? .accepted : .rejected(found),
                browser: found.isEmpty ? .accepted : .rejected(found),
                anchor: .publicRoot, nameMatch: .requested(entry: "shop.example.com"),
                strictUntil: found.isEmpty ? Sample.now + 86_400 * 60 : nil)
        }
    }

    var observation: OriginObservation {
        OriginObservation(
            target: target, startedAt: Sample.now, vantage: vantage, dns: dns,
            addresses: addresses, live: live)
    }

    func with(_ change: (inout Sample) -> Void) -> Sample {
        var copy = self
        change(&copy)
        return copy
    }

    func assess(
        _ mode: EncryptionMode = .strict, _ settings: EdgeSettings = EdgeSettings()
    ) -> Assessment {
        EdgeJudge.assess(
            observation, verdicts: verdicts, mode: mode, settings: settings, at: Sample.now)
    }

    /// Returns the ten cells, modes weakest first, http before https: `200 200 …`. Shares below 1
    /// are written as `526+200`.
    func cells(_ settings: EdgeSettings = EdgeSettings()) -> String {
        assess(.strict, settings).modes.flatMap { prediction in
            VisitorScheme.allCases.map { scheme in
                prediction[scheme].outcomes.map(\.outcome.id).joined(separator: "+")
            }
        }.joined(separator: " ")
    }
}

extension Target {
    static let shop = Target(
        input: "shop.example.com",
        host: .name(ascii: "shop.example.com", unicode: "shop.example.com"),
        addressing: .given([Sample.first]))

    func with(_ change: (inout Target) -> Void) -> Target {
        var copy = self
        change(&copy)
        return copy
    }
}

extension AddressObservation {
    /// An address that responds with 200 and the same page on both ports; each argument replaces
    /// one part.
    static func healthy(
        _ address: IPAddress = Sample.first, plain: ConnectionFact = .open(milliseconds: 5),
        tls: ConnectionFact = .open(milliseconds: 5), handshake: HandshakeFact = .good,
        http: (VisitorScheme) -> ExchangeResult = { _ in .page },
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

    /// An address whose TLS port could not be reached.
    static func withoutTLS(_ connection: ConnectionFact) -> AddressObservation {
        .healthy(
            tls: connection, handshake: .notTested(.notReached),
            https: { _ in .notTested(.notReached) })
    }

    /// An address with an open TLS port and a handshake that ended this way.
    static func handshake(
        _ failure: HandshakeFailure, seen: PartialHandshake = PartialHandshake()
    ) -> AddressObservation {
        .healthy(
            handshake: .failed(failure, seen: seen), https: { _ in .notTested(.notReached) })
    }
}

extension HandshakeFact {
    static let good = HandshakeFact.completed(
        TLSSession(
            version: .tls1_3, cipher: "TLS_AES_128_GCM_SHA256", group: "x25519",
            applicationProtocol: "http/1.1", serverName: "shop.example.com", chain: [.leaf]))
}

extension CertificateFacts {
    static let leaf = CertificateFacts(
        sha256: "b1c4aa01", der: [0x30], subject: "CN=shop.example.com", issuer: "CN=R12",
        notBefore: Sample.now + -86_400 * 30, notAfter: Sample.now + 86_400 * 60,
        key: .ec(curve: "prime256v1"), signatureAlgorithm: "sha256WithRSAEncryption")
}

extension ExchangeResult {
    static let page = ExchangeResult.status(200)

    static func status(_ status: Int, title: String? = "Shop") -> ExchangeResult {
        var answer = HTTPAnswer(status: status)
        answer.title = title
        return .answered(answer)
    }

    static func redirect(_ location: String, status: Int = 301) -> ExchangeResult {
        .answered(HTTPAnswer(status: status, location: location))
    }
}
