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
    /// For the one answer that names the software, and for connections that stand, in milliseconds.
    private static let patience: Int64 = 1_500

    func run() async -> ServedObservation {
        let deadline = NIODeadline.now() + .milliseconds(Int64(probe.options.totalMilliseconds))
        let place = await probe.resolve(by: deadline)
        let addressees = DialPlan(
            place.addresses,
            rules: DialPlan.Rules(
                options: probe.options, vantage: probe.vantage, edgeNetworks: probe.edgeNetworks,
                areFromDNS: place.dns != nil))
        let rows = addressees.rows.map { row in
            ServedAddress(row.address, refusal: row.refusal ?? edgeRefusal(row.address))
        }
        return ServedObservation(
            target: probe.target, dns: place.dns, addresses: await filled(rows, by: deadline))
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

    /// All connections stand before the first is closed, since a server spreads those over its workers;
    /// but not for longer than a moment, since some servers take one at a time.
    private func look(at address: IPAddress, by deadline: NIODeadline) async -> ServedAddress {
        let lines = (0..<connections).map { _ in
            OriginConnection(plan(address, deadline), on: probe.loop)
        }
        var seen = ServedAddress(address)
        await withTaskGroup(of: Sighting?.self) { group in
            for (index, line) in lines.enumerated() {
                group.addTask { await sighting(on: line, index: index) }
            }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(Self.patience))
                return nil
            }
            var standing: [OriginConnection] = []
            var isPatient = true
            while seen.handshakes.count < lines.count, let next = await group.next() {
                if let next {
                    seen.handshakes.append(next.handshake)
                    seen.server = seen.server ?? next.server
                    standing.append(lines[next.index])
                } else {
                    isPatient = false
                }
                guard !isPatient else { continue }
                for line in standing { line.close() }
                standing = []
            }
            group.cancelAll()
        }
        for line in lines { line.close() }
        return seen
    }

    /// What one line came to.
    private struct Sighting: Sendable {
        let index: Int
        let handshake: ServedHandshake
        let server: String?
    }

    private func sighting(on line: OriginConnection, index: Int) async -> Sighting {
        let handshake = await handshake(on: line)
        let isFirst = index == 0 && asksForSoftware
        return Sighting(
            index: index, handshake: handshake, server: isFirst ? await software(on: line) : nil)
    }

    private func handshake(on line: OriginConnection) async -> ServedHandshake {
        _ = await line.open()
        let dialled = line.dialled
        guard case .completed(let session) = dialled.handshake, let leaf = dialled.chain.first
        else {
            return .failed(dialled.connection, dialled.handshake)
        }
        return .shown(session.chain, keySHA256: leaf.publicKeySHA256)
    }

    private func software(on line: OriginConnection) async -> String? {
        let key = ExchangeKey(leg: .tls, forwarded: .https, path: probe.target.path)
        let request = OriginRequest(key, of: probe.target, options: probe.options)
        return await withTaskGroup(of: String?.self) { group in
            group.addTask { await line.askOnce(request).result.server }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(Self.patience))
                line.close()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func plan(_ address: IPAddress, _ deadline: NIODeadline) -> ConnectionOptions {
        ConnectionOptions(
            address: address, port: probe.target.originPorts.https,
            tls: ConnectionOptions.TLSPlan(
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
