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
        async let tlsAnswers = first(tlsLine, plan(address, .tls), .tls)
        async let plainAnswers = first(plainLine, plan(address, .plain), .plain)
        var seen = AddressObservation.notTested(address, .notReached)
        seen.exchanges = await tlsAnswers + plainAnswers
        seen.tlsConnection = await tlsLine.connection
        seen.handshake = await tlsLine.handshake
        seen.plainConnection = await plainLine.connection
        Self.readProhibitions(&seen)
        await follow(&seen, following, tlsLine, plainLine)
        if options.diagnoses {
            let key = ExchangeKey(leg: .tls, forwarded: .https, path: target.path)
            let diagnosis = Diagnosis(
                plan: plan(address, .tls), loop: loop,
                request: OriginRequest(key, of: target, options: options))
            seen.diagnosis = await diagnosis.look(beside: seen)
        }
        let chain = await tlsLine.chain
        await tlsLine.close()
        await plainLine.close()
        return (seen, chain)
    }

    /// Both questions of a leg, on one connection. When the first answer is slow, the second question
    /// goes out beside it: an origin that is silent to one may answer the other.
    private func first(_ line: OriginLine, _ plan: LinePlan, _ leg: Leg) async -> [Exchange] {
        guard await line.open(), !Task.isCancelled else { return [] }
        let schemes: [VisitorScheme] = leg == .tls ? [.https, .http] : [.http, .https]
        let keys = schemes.map { ExchangeKey(leg: leg, forwarded: $0, path: target.path) }
        guard options.asksBothSchemes else { return [await ask(line, keys[0])] }
        return await withTaskGroup(of: Exchange?.self) { group in
            group.addTask { await ask(line, keys[0]) }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(options.totalMilliseconds / 5))
                return nil
            }
            if let first = await group.next() ?? nil {
                group.cancelAll()
                return [first, await ask(line, keys[1])]
            }
            let spare = OriginLine(plan, on: loop)
            let second = await ask(spare, keys[1])
            await spare.close()
            let first = await group.next() ?? nil
            return [first, second].compactMap(\.self)
        }
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
        _ seen: inout AddressObservation, _ following: Following, _ tlsLine: OriginLine,
        _ plainLine: OriginLine
    ) async {
        for _ in 0..<ProbeOptions.mostRounds where !Task.isCancelled {
            var asked = Set(seen.exchanges.map(\.key))
            let room = ProbeOptions.mostExchanges - seen.exchanges.count
            let keys = following(seen).filter { asked.insert($0).inserted }.prefix(room)
            guard !keys.isEmpty else { return }
            async let overTLS = ask(keys.filter { $0.leg == .tls }, tlsLine)
            async let plain = ask(keys.filter { $0.leg == .plain }, plainLine)
            seen.exchanges += await overTLS + plain
        }
    }

    /// One after another, on one line.
    private func ask(_ keys: [ExchangeKey], _ line: OriginLine) async -> [Exchange] {
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
