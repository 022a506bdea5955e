internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts
internal import TLSEngine

/// Performs all exchanges with one address: both legs at the same time, then the requests that
/// follow redirects.
struct AddressProbe: Sendable {
    let probe: TargetProbe

    /// A function that returns the exchanges still to be made. It is called after each round.
    typealias Following = @Sendable (AddressObservation) -> [ExchangeKey]

    /// The observation of an address, with the chain that the address sent. It is a class rather
    /// than a struct to keep async frames small.
    final class Seen: Sendable {
        let observation: AddressObservation
        let chain: [CertificateHandle]

        init(observation: AddressObservation, chain: [CertificateHandle]) {
            self.observation = observation
            self.chain = chain
        }
    }

    /// Performs all exchanges. The functions marked `@inline(never)` keep their locals out of this
    /// async frame, which exists for every target in progress.
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

    /// Sends both requests of a leg on one connection.
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

    /// Sends both requests. If the first response is slow, the second request is sent on another
    /// connection in the meantime, because an origin that does not respond to one request may
    /// respond to the other.
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

    /// Returns the request for an exchange, or nil if its path is too long to be requested.
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

    /// Returns the exchanges still to be made, without duplicates and within the limit.
    @inline(never)
    private static func remaining(
        _ seen: AddressObservation, _ following: Following
    ) -> [ExchangeKey] {
        var asked = Set(seen.exchanges.map(\.key))
        let room = ProbeOptions.mostExchanges - seen.exchanges.count
        return Array(following(seen).filter { asked.insert($0).inserted }.prefix(room))
    }

    /// Performs exchanges one after another on one connection.
    private func ask(_ keys: [ExchangeKey], _ connection: OriginConnection) async -> [Exchange] {
        var exchanges: [Exchange] = []
        for key in keys { exchanges.append(await ask(connection, key)) }
        return exchanges
    }

    /// Changes "host unreachable" on one port to "prohibited" if the address answers on the other
    /// port. Such an address is behind a firewall that rejects connections by ICMP (RFC 1812
    /// section 5.2.7.1).
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
