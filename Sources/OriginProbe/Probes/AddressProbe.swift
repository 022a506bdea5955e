internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts
internal import TLSEngine

/// Makes all exchanges with one address: both legs at the same time, then what redirects lead to.
struct AddressProbe: Sendable {
    let probe: TargetProbe

    /// Returns the exchanges still to be made; called after each round.
    typealias Following = @Sendable (AddressObservation) -> [ExchangeKey]

    /// What was seen at an address, with the chain it sent. Class, not struct: kept small in async
    /// frames.
    final class Seen: Sendable {
        let observation: AddressObservation
        let chain: [CertificateHandle]

        init(observation: AddressObservation, chain: [CertificateHandle]) {
            self.observation = observation
            self.chain = chain
        }
    }

    /// Functions that are not inlined here keep their locals out of this async frame, which exists
    /// once for every target in progress.
    func run(_ address: IPAddress, following: Following) async -> Seen {
        let tls = connection(to: address, .tls)
        let plain = connection(to: address, .plain)
        async let plainExchanges = first(plain, address, .plain)
        let tlsExchanges = await first(tls, address, .tls)
        let exchanges = await tlsExchanges + plainExchanges
        let begun = Seen(
            address: address, tls: tls.dialled, plain: plain.dialled, exchanges: exchanges)
        let seen = await follow(begun, following, tls, plain)
        let diagnosed = probe.options.diagnoses ? await diagnose(seen) : seen
        tls.close()
        plain.close()
        return diagnosed
    }

    @inline(never)
    private func diagnose(_ seen: Seen) async -> Seen {
        var observation = seen.observation
        let key = ExchangeKey(leg: .tls, forwarded: .https, path: probe.target.path)
        let diagnosis = Diagnosis(
            options: probe.connection(to: observation.address, .tls), loop: probe.worker.loop,
            request: OriginRequest(key, of: probe.target, options: probe.options))
        observation.diagnosis = await diagnosis.run(beside: observation)
        return Seen(observation: observation, chain: seen.chain)
    }

    /// Both requests of a leg, on one connection.
    private func first(
        _ connection: OriginConnection, _ address: IPAddress, _ leg: Leg
    ) async -> [Exchange] {
        guard await connection.open(), !Task.isCancelled else { return [] }
        let schemes: [VisitorScheme] = leg == .tls ? [.https, .http] : [.http, .https]
        let keys = schemes.map {
            ExchangeKey(leg: leg, forwarded: $0, path: probe.target.path)
        }
        guard probe.options.asksBothSchemes else { return [await ask(connection, keys[0])] }
        return await askBoth(connection, address, keys)
    }

    /// When the first answer is slow, the second request is sent on another connection meanwhile:
    /// an origin that is silent to one may answer the other.
    @inline(never)
    private func askBoth(
        _ connection: OriginConnection, _ address: IPAddress, _ keys: [ExchangeKey]
    ) async -> [Exchange] {
        guard let request = request(keys[0]) else {
            return keys.map { Exchange(key: $0, result: .notTested(.notReached)) }
        }
        let patience = TimeAmount.milliseconds(Int64(probe.options.totalMilliseconds / 5))
        if let first = await connection.askFirst(request, patience: patience) {
            return [
                Exchange(key: keys[0], result: first.result), await ask(connection, keys[1]),
            ]
        }
        let spare = self.connection(to: address, keys[1].leg)
        let second = await ask(spare, keys[1])
        spare.close()
        return [Exchange(key: keys[0], result: await connection.lateAnswer().result), second]
    }

    private func ask(_ connection: OriginConnection, _ key: ExchangeKey) async -> Exchange {
        guard let request = request(key) else {
            return Exchange(key: key, result: .notTested(.notReached))
        }
        return Exchange(key: key, result: await connection.ask(request).result)
    }

    /// Nil for a path that is too long to be requested.
    @inline(never)
    private func request(_ key: ExchangeKey) -> OriginRequest? {
        guard key.path.utf8.count <= Self.longestPath else { return nil }
        return OriginRequest(key, of: probe.target, options: probe.options)
    }

    private static let longestPath = 8_192

    @inline(never)
    private func follow(
        _ begun: Seen, _ following: Following, _ tls: OriginConnection, _ plain: OriginConnection
    ) async -> Seen {
        var seen = begun
        for _ in 0..<ProbeOptions.mostRounds where !Task.isCancelled {
            let keys = Self.remaining(seen.observation, following)
            guard !keys.isEmpty else { break }
            async let overTLS = ask(keys.filter { $0.leg == .tls }, tls)
            async let overPlain = ask(keys.filter { $0.leg == .plain }, plain)
            seen = seen.adding(await overTLS + overPlain)
        }
        return seen
    }

    /// The exchanges still to be made, each once, within the limit.
    @inline(never)
    private static func remaining(
        _ seen: AddressObservation, _ following: Following
    ) -> [ExchangeKey] {
        var asked = Set(seen.exchanges.map(\.key))
        let room = ProbeOptions.mostExchanges - seen.exchanges.count
        return Array(following(seen).filter { asked.insert($0).inserted }.prefix(room))
    }

    /// One after another, on one connection.
    private func ask(_ keys: [ExchangeKey], _ connection: OriginConnection) async -> [Exchange] {
        var exchanges: [Exchange] = []
        for key in keys { exchanges.append(await ask(connection, key)) }
        return exchanges
    }

    /// An address that answers on one port and is "unreachable" on the other at the same time is
    /// behind a firewall that rejects by ICMP (RFC 1812 section 5.2.7.1).
    static func readProhibitions(_ seen: inout AddressObservation) {
        if seen.plainConnection.isAnswer, seen.tlsConnection == .failed(.hostUnreachable) {
            seen.tlsConnection = .failed(.prohibited)
        }
        if seen.tlsConnection.isAnswer, seen.plainConnection == .failed(.hostUnreachable) {
            seen.plainConnection = .failed(.prohibited)
        }
    }

    @inline(never)
    private func connection(to address: IPAddress, _ leg: Leg) -> OriginConnection {
        OriginConnection(probe.connection(to: address, leg), on: probe.worker.loop)
    }
}

extension AddressProbe.Seen {
    @inline(never)
    fileprivate convenience init(
        address: IPAddress, tls: OriginConnection.Dialled, plain: OriginConnection.Dialled,
        exchanges: [Exchange]
    ) {
        var observation = AddressObservation.notTested(address, .notReached)
        observation.exchanges = exchanges
        observation.tlsConnection = tls.connection
        observation.handshake = tls.handshake
        observation.plainConnection = plain.connection
        AddressProbe.readProhibitions(&observation)
        self.init(observation: observation, chain: tls.chain)
    }

    fileprivate func adding(_ exchanges: [Exchange]) -> AddressProbe.Seen {
        var observation = observation
        observation.exchanges += exchanges
        return AddressProbe.Seen(observation: observation, chain: chain)
    }
}

extension ConnectionFact {
    /// Whether the host itself replied.
    fileprivate var isAnswer: Bool {
        switch self {
        case .open, .failed(.refused): true
        case .failed, .notTested: false
        }
    }
}
