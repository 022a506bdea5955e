internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts
internal import TLSEngine

/// Everything that is asked of one address: both legs at once, then what redirects lead to.
struct AddressProbe: Sendable {
    let target: Target
    let options: ProbeOptions
    let vantage: Vantage
    let context: EdgeTLSContext
    let deadline: NIODeadline
    let loop: any EventLoop

    /// Asked for exchanges that remain; called after each round.
    typealias Following = @Sendable (AddressObservation) -> [ExchangeKey]

    /// What was seen at the address, with the chain it sent.
    func run(
        _ address: IPAddress, following: Following
    ) async -> (AddressObservation, [CertificateHandle]) {
        let tlsLine = OriginLine(plan(address, .tls), on: loop)
        let plainLine = OriginLine(plan(address, .plain), on: loop)
        async let tlsAnswers = first(address, tlsLine, .tls, (.https, .http))
        async let plainAnswers = first(address, plainLine, .plain, (.http, .https))
        var seen = AddressObservation.notTested(address, .notReached)
        seen.exchanges = await tlsAnswers + plainAnswers
        seen.tlsConnection = await tlsLine.connection
        seen.handshake = await tlsLine.handshake
        seen.plainConnection = await plainLine.connection
        Self.readProhibitions(&seen)
        await follow(&seen, following) { $0 == .tls ? tlsLine : plainLine }
        let chain = await tlsLine.chain
        await tlsLine.close()
        await plainLine.close()
        return (seen, chain)
    }

    /// Asks both requests over one connection. When the first is still without an answer at half time,
    /// the second goes out on a connection of its own: an origin silent to both would else keep it
    /// from ever being asked.
    private func first(
        _ address: IPAddress, _ line: OriginLine, _ leg: Leg,
        _ schemes: (VisitorScheme, VisitorScheme)
    ) async -> [Exchange] {
        guard await line.open() else { return [] }
        let (firstKey, secondKey) = (key(leg, schemes.0), key(leg, schemes.1))
        return await withTaskGroup(of: Exchange?.self) { group in
            group.addTask { await ask(line, firstKey) }
            group.addTask { await untilHalfTime() }
            if let early = await group.next().flatMap(\.self) {
                group.cancelAll()
                guard !Task.isCancelled else { return [early] }
                return [early, await ask(line, secondKey)]
            }
            let spare = OriginLine(plan(address, leg), on: loop)
            let second = await ask(spare, secondKey)
            await spare.close()
            let first = await group.next().flatMap(\.self)
            return [first, second].compactMap(\.self)
        }
    }

    private func key(_ leg: Leg, _ scheme: VisitorScheme) -> ExchangeKey {
        ExchangeKey(leg: leg, forwarded: scheme, path: target.path)
    }

    private func untilHalfTime() async -> Exchange? {
        let left = (deadline - .now()).nanoseconds
        try? await Task.sleep(nanoseconds: UInt64(max(0, left) / 2))
        return nil
    }

    private func ask(_ line: OriginLine, _ key: ExchangeKey) async -> Exchange {
        guard key.path.utf8.count <= Self.longestPath else {
            return Exchange(key: key, result: .notTested(.notReached))
        }
        let request = OriginRequest(key, of: target, options: options)
        return Exchange(key: key, result: await line.ask(request).result)
    }

    private static let longestPath = 8_192

    private func follow(
        _ seen: inout AddressObservation, _ following: Following, _ line: (Leg) -> OriginLine
    ) async {
        for _ in 0..<ProbeOptions.mostRounds where !Task.isCancelled {
            var asked = Set(seen.exchanges.map(\.key))
            let room = ProbeOptions.mostExchanges - seen.exchanges.count
            let keys = following(seen).filter { asked.insert($0).inserted }.prefix(room)
            guard !keys.isEmpty else { return }
            for key in keys {
                seen.exchanges.append(await ask(line(key.leg), key))
            }
        }
    }

    /// An address that answers on one port and is "unreachable" on the other at once is behind a
    /// firewall that says so by ICMP (RFC 1812 section 5.2.7.1).
    static func readProhibitions(_ seen: inout AddressObservation) {
        if seen.plainConnection.isAnswer, seen.tlsConnection == .failed(.hostUnreachable) {
            seen.tlsConnection = .failed(.prohibited)
        }
        if seen.tlsConnection.isAnswer, seen.plainConnection == .failed(.hostUnreachable) {
            seen.plainConnection = .failed(.prohibited)
        }
    }

    private func plan(_ address: IPAddress, _ leg: Leg) -> LinePlan {
        let tls = LinePlan.TLSPlan(context: context, serverName: target.sentServerName)
        return LinePlan(
            address: address,
            port: leg == .tls ? target.originPorts.https : target.originPorts.http,
            tls: leg == .tls ? tls : nil, connectMilliseconds: options.connectMilliseconds,
            deadline: deadline, hasRoute: vantage.hasRoute(address.family))
    }
}

extension ConnectionFact {
    /// Whether the host itself spoke.
    fileprivate var isAnswer: Bool {
        switch self {
        case .open, .failed(.refused): true
        case .failed, .notTested: false
        }
    }
}
