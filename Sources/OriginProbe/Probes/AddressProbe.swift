internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts
internal import TLSEngine

/// Everything that is asked of one address: both legs at once, then what redirects lead to. A class for
/// the reason `TargetProbe` is one.
final class AddressProbe: Sendable {
    let target: Target
    let options: ProbeOptions
    let vantage: Vantage
    let context: EdgeTLSContext
    let deadline: NIODeadline
    let loop: any EventLoop

    /// Asked for exchanges that remain; called after each round.
    typealias Following = @Sendable (AddressObservation) -> [ExchangeKey]

    /// What was seen at an address, with the chain it sent. A class as this is one.
    final class Seen: Sendable {
        let observation: AddressObservation
        let chain: [CertificateHandle]

        init(observation: AddressObservation, chain: [CertificateHandle]) {
            self.observation = observation
            self.chain = chain
        }
    }

    init(
        target: Target, options: ProbeOptions, vantage: Vantage, context: EdgeTLSContext,
        deadline: NIODeadline, loop: any EventLoop
    ) {
        self.target = target
        self.options = options
        self.vantage = vantage
        self.context = context
        self.deadline = deadline
        self.loop = loop
    }

    /// Looks at the address. What is not inlined here would stay in a suspended frame otherwise.
    func run(_ address: IPAddress, following: Following) async -> Seen {
        let tlsLine = newLine(to: address, .tls)
        let plainLine = newLine(to: address, .plain)
        async let plainAnswers = first(plainLine, address, .plain)
        let tlsAnswers = await first(tlsLine, address, .tls)
        let exchanges = await tlsAnswers + plainAnswers
        let begun = Seen(
            address: address, tls: tlsLine.dialled, plain: plainLine.dialled, exchanges: exchanges)
        let seen = await follow(begun, following, tlsLine, plainLine)
        let diagnosed = options.diagnoses ? await diagnose(seen) : seen
        tlsLine.close()
        plainLine.close()
        return diagnosed
    }

    @inline(never)
    private func diagnose(_ seen: Seen) async -> Seen {
        var observation = seen.observation
        let key = ExchangeKey(leg: .tls, forwarded: .https, path: target.path)
        let diagnosis = Diagnosis(
            plan: plan(observation.address, .tls), loop: loop,
            request: OriginRequest(key, of: target, options: options))
        observation.diagnosis = await diagnosis.look(beside: observation)
        return Seen(observation: observation, chain: seen.chain)
    }

    /// Both questions of a leg, on one connection. When the first answer is slow, the second question
    /// goes out beside it: an origin that is silent to one may answer the other.
    private func first(_ line: OriginConnection, _ address: IPAddress, _ leg: Leg) async
        -> [Exchange]
    {
        guard await line.open(), !Task.isCancelled else { return [] }
        let schemes: [VisitorScheme] = leg == .tls ? [.https, .http] : [.http, .https]
        let keys = schemes.map { ExchangeKey(leg: leg, forwarded: $0, path: target.path) }
        guard options.asksBothSchemes else { return [await ask(line, keys[0])] }
        return await askBoth(line, address, keys)
    }

    @inline(never)
    private func askBoth(
        _ line: OriginConnection, _ address: IPAddress, _ keys: [ExchangeKey]
    ) async -> [Exchange] {
        guard let request = request(keys[0]) else {
            return keys.map { Exchange(key: $0, result: .notTested(.notReached)) }
        }
        let patience = TimeAmount.milliseconds(Int64(options.totalMilliseconds / 5))
        if let first = await line.askFirst(request, patience: patience) {
            return [Exchange(key: keys[0], result: first.result), await ask(line, keys[1])]
        }
        let spare = newLine(to: address, keys[1].leg)
        let second = await ask(spare, keys[1])
        spare.close()
        return [Exchange(key: keys[0], result: await line.lateAnswer().result), second]
    }

    private func ask(_ line: OriginConnection, _ key: ExchangeKey) async -> Exchange {
        guard let request = request(key) else {
            return Exchange(key: key, result: .notTested(.notReached))
        }
        return Exchange(key: key, result: await line.ask(request).result)
    }

    /// Nil for a path nobody would ask for.
    @inline(never)
    private func request(_ key: ExchangeKey) -> OriginRequest? {
        guard key.path.utf8.count <= Self.longestPath else { return nil }
        return OriginRequest(key, of: target, options: options)
    }

    private static let longestPath = 8_192

    @inline(never)
    private func follow(
        _ begun: Seen, _ following: Following, _ tlsLine: OriginConnection,
        _ plainLine: OriginConnection
    ) async -> Seen {
        var seen = begun
        for _ in 0..<ProbeOptions.mostRounds where !Task.isCancelled {
            let keys = Self.remaining(seen.observation, following)
            guard !keys.isEmpty else { break }
            async let overTLS = ask(keys.filter { $0.leg == .tls }, tlsLine)
            async let plain = ask(keys.filter { $0.leg == .plain }, plainLine)
            seen = seen.adding(await overTLS + plain)
        }
        return seen
    }

    /// What is to be asked yet, each once, as far as there is room.
    @inline(never)
    private static func remaining(
        _ seen: AddressObservation, _ following: Following
    ) -> [ExchangeKey] {
        var asked = Set(seen.exchanges.map(\.key))
        let room = ProbeOptions.mostExchanges - seen.exchanges.count
        return Array(following(seen).filter { asked.insert($0).inserted }.prefix(room))
    }

    /// One after another, on one line.
    private func ask(_ keys: [ExchangeKey], _ line: OriginConnection) async -> [Exchange] {
        var answers: [Exchange] = []
        for key in keys { answers.append(await ask(line, key)) }
        return answers
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

    @inline(never)
    private func newLine(to address: IPAddress, _ leg: Leg) -> OriginConnection {
        OriginConnection(plan(address, leg), on: loop)
    }

    private func plan(_ address: IPAddress, _ leg: Leg) -> ConnectionOptions {
        let tls = ConnectionOptions.TLSPlan(context: context, serverName: target.sentServerName)
        return ConnectionOptions(
            address: address,
            port: leg == .tls ? target.originPorts.https : target.originPorts.http,
            tls: leg == .tls ? tls : nil, connectMilliseconds: options.connectMilliseconds,
            deadline: deadline, hasRoute: vantage.hasRoute(address.family))
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
    /// Whether the host itself spoke.
    fileprivate var isAnswer: Bool {
        switch self {
        case .open, .failed(.refused): true
        case .failed, .notTested: false
        }
    }
}
