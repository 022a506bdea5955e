internal import DataFormats
internal import OriginFacts

/// The factual part of a result: written in full, and read back to the same observation.
enum ObservationDocument {
    /// Returns the facts at one address; `JudgementDocument` adds the judgement.
    static func origin(_ seen: AddressObservation) -> JSONValue {
        [
            "address": .string(seen.address.description),
            "tcp": ["http": seen.plainConnection.json, "https": seen.tlsConnection.json],
            "tls": seen.handshake.json, "diagnosis": seen.diagnosis.json,
        ]
    }

    static func exchanges(_ observation: OriginObservation) -> JSONValue {
        .array(
            observation.addresses.flatMap { seen in
                seen.exchanges.map { exchange in
                    let key: JSONValue = [
                        "address": .string(seen.address.description),
                        "leg": .string(exchange.key.leg.rawValue),
                        "scheme_header": .string(exchange.key.forwarded.rawValue),
                        "path": .string(exchange.key.path),
                    ]
                    return key.adding(exchange.result.json)
                }
            })
    }

    static func prober(_ prober: ProberFacts) -> JSONValue {
        let facts: JSONValue = [
            "version": .string(prober.version), "openssl": .string(prober.openSSL),
            "not_offered": .of(prober.notOffered),
            "connect_timeout_ms": .of(prober.connectTimeoutMilliseconds),
            "timeout_ms": .of(prober.timeoutMilliseconds),
        ]
        return prober.asksForStaple ? facts.adding(["asks_for_staple": true]) : facts
    }

    static func vantage(_ vantage: Vantage) -> JSONValue {
        [
            "ipv4_route": .bool(vantage.hasIPv4Route), "ipv6_route": .bool(vantage.hasIPv6Route),
            "on_origin": .bool(vantage.isOrigin),
        ]
    }

    /// Reads the observation from a complete result document.
    static func observation(_ node: JSONNode) throws(JSONError) -> OriginObservation {
        let store = try DocumentCertificates(node.member("certificates"))
        var observation = OriginObservation(
            target: try Target(node.member("target")),
            startedAt: try UnixTime(node.member("started")),
            milliseconds: try node.member("duration_ms").integer(),
            addresses: try addresses(node, store))
        let vantage = try node.member("vantage")
        observation.vantage = Vantage(
            hasIPv4Route: try vantage.member("ipv4_route").bool(),
            hasIPv6Route: try vantage.member("ipv6_route").bool(),
            isOrigin: try vantage.optional("on_origin")?.bool() ?? false)
        if let dns = node.optional("dns") { observation.dns = try DNSFacts(dns) }
        if let live = node.optional("live") { observation.live = try LiveLook(live, store) }
        observation.prober = try prober(node.member("prober"))
        return observation
    }

    private static func addresses(
        _ node: JSONNode, _ store: DocumentCertificates
    ) throws(JSONError) -> [AddressObservation] {
        var addresses: [AddressObservation] = []
        var index: [IPAddress: Int] = [:]
        for item in try node.member("origins").items() {
            let address = try item.member("address").address()
            guard index[address] == nil else {
                throw try item.member("address").wrongType("an address not listed before")
            }
            index[address] = addresses.count
            let tcp = try item.member("tcp")
            addresses.append(
                AddressObservation(
                    address: address, plainConnection: try ConnectionFact(tcp.member("http")),
                    tlsConnection: try ConnectionFact(tcp.member("https")),
                    handshake: try HandshakeFact(item.member("tls"), store),
                    diagnosis: try DiagnosticHandshakes(item.optional("diagnosis"), store)))
        }
        for item in try node.member("exchanges").items() {
            let address = try item.member("address")
            guard let position = index[try address.address()] else {
                throw address.wrongType("an address listed in origins")
            }
            addresses[position].exchanges.append(try exchange(item))
        }
        return addresses
    }

    private static func exchange(_ node: JSONNode) throws(JSONError) -> Exchange {
        let key = ExchangeKey(
            leg: try node.member("leg").value(),
            forwarded: try node.member("scheme_header").value(),
            path: try node.member("path").string())
        return Exchange(key: key, result: try ExchangeResult(node))
    }

    private static func prober(_ node: JSONNode) throws(JSONError) -> ProberFacts {
        var facts = ProberFacts(
            version: try node.member("version").string(),
            openSSL: try node.member("openssl").string(),
            notOffered: try node.member("not_offered").strings(),
            connectTimeoutMilliseconds: try node.member("connect_timeout_ms").integer(),
            timeoutMilliseconds: try node.member("timeout_ms").integer())
        facts.asksForStaple = try node.optional("asks_for_staple")?.bool() ?? false
        return facts
    }
}
