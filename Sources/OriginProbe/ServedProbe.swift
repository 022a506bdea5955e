internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts

/// Shakes hands with every address behind a target, several times at once, so that a worker or address with
/// an old certificate shows.
struct ServedProbe: Sendable {
    let probe: TargetProbe
    let connections: Int
    let asksForSoftware: Bool

    /// Addresses looked at side by side.
    private static let together = 8
    /// For the one answer that names the software, in milliseconds.
    private static let patience: Int64 = 2_000

    func run() async -> ServedObservation {
        let deadline = NIODeadline.now() + .milliseconds(Int64(probe.options.totalMilliseconds))
        let (dns, addresses) = await probe.resolve(by: deadline)
        let addressees = Addressees(
            addresses,
            rules: Addressees.Rules(
                options: probe.options, vantage: probe.vantage, edgeNetworks: probe.edgeNetworks,
                areFromDNS: dns != nil))
        let rows = addressees.rows.map { row in
            ServedAddress(row.address, refusal: row.refusal ?? edgeRefusal(row.address))
        }
        return ServedObservation(
            target: probe.target, dns: dns, addresses: await filled(rows, by: deadline))
    }

    /// An address of the edge shows the edge's certificate, whoever named it.
    private func edgeRefusal(_ address: IPAddress) -> NotTested? {
        probe.edgeNetworks.contains { $0.contains(address) } ? .edgeAddress : nil
    }

    private func filled(_ rows: [ServedAddress], by deadline: NIODeadline) async -> [ServedAddress]
    {
        var rows = rows
        var waiting = rows.indices.filter { rows[$0].refusal == nil }[...]
        await withTaskGroup(of: (Int, ServedAddress).self) { group in
            func startNext() {
                guard let index = waiting.popFirst() else { return }
                let address = rows[index].address
                group.addTask { (index, await look(at: address, by: deadline)) }
            }
            for _ in 0..<Self.together { startNext() }
            while let (index, seen) = await group.next() {
                rows[index] = seen
                startNext()
            }
        }
        return rows
    }

    /// All connections stand before the first is closed: a server spreads them over its workers.
    private func look(at address: IPAddress, by deadline: NIODeadline) async -> ServedAddress {
        let lines = (0..<connections).map { _ in
            OriginLine(plan(address, deadline), on: probe.loop)
        }
        let handshakes = await withTaskGroup(of: ServedHandshake.self) { group in
            for line in lines { group.addTask { await handshake(on: line) } }
            return await group.reduce(into: [ServedHandshake]()) { $0.append($1) }
        }
        let server = asksForSoftware ? await software(on: lines) : nil
        for line in lines { await line.close() }
        return ServedAddress(address, handshakes: handshakes, server: server)
    }

    private func handshake(on line: OriginLine) async -> ServedHandshake {
        _ = await line.open()
        let (connection, handshake) = await (line.connection, line.handshake)
        guard case .completed(let session) = handshake, let leaf = await line.chain.first else {
            return .failed(connection, handshake)
        }
        return .shown(session.chain, keySHA256: leaf.publicKeySHA256)
    }

    private func software(on lines: [OriginLine]) async -> String? {
        guard let line = lines.first else { return nil }
        let key = ExchangeKey(leg: .tls, forwarded: .https, path: probe.target.path)
        let request = OriginRequest(key, of: probe.target, options: probe.options)
        return await withTaskGroup(of: String?.self) { group in
            group.addTask { await line.askOnce(request).result.server }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(Self.patience))
                await line.close()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func plan(_ address: IPAddress, _ deadline: NIODeadline) -> LinePlan {
        LinePlan(
            address: address, port: probe.target.originPorts.https,
            tls: LinePlan.TLSPlan(
                context: probe.context, serverName: probe.target.sentServerName),
            connectMilliseconds: probe.options.connectMilliseconds, deadline: deadline,
            hasRoute: probe.vantage.hasRoute(address.family))
    }
}

extension ExchangeResult {
    fileprivate var server: String? {
        switch self {
        case .answered(let answer): answer.server
        case .failed, .notTested: nil
        }
    }
}
