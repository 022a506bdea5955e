internal import OpenSSLSupport
internal import OriginFacts

/// Performs several handshakes at the same time with every address of a target, to find a server
/// process or an address that still serves an old certificate.
struct ServedProbe: Sendable {
    let probe: TargetProbe
    let connections: Int
    let asksForSoftware: Bool

    /// The maximum number of addresses probed at the same time.
    private static let addressesAtOnce = 8
    /// The milliseconds to wait for the Server header, and to keep the connections open.
    private static let patience: Int64 = 1_500

    func run() async -> ServedObservation {
        let rows = probe.place.plan.rows.map { row in
            ServedAddress(row.address, refusal: row.refusal ?? edgeRefusal(row.address))
        }
        return ServedObservation(
            target: probe.target, dns: probe.place.dns, addresses: await observe(rows))
    }

    /// Returns the reason not to dial an address of the edge. It would serve the edge's
    /// certificate, even if the user gave the address.
    private func edgeRefusal(_ address: IPAddress) -> NotTested? {
        probe.options.edgeNetworks.contains { $0.contains(address) } ? .edgeAddress : nil
    }

    private func observe(_ planned: [ServedAddress]) async -> [ServedAddress] {
        var rows = planned
        var waiting = rows.indices.filter { rows[$0].refusal == nil }[...]
        await withTaskGroup(of: (Int, ServedAddress).self) { group in
            func startNext() {
                guard let index = waiting.popFirst() else { return }
                let address = rows[index].address
                group.addTask { (index, await observe(address)) }
            }
            for _ in 0..<Self.addressesAtOnce { startNext() }
            while let (index, seen) = await group.next() {
                rows[index] = seen
                startNext()
            }
        }
        return rows
    }

    /// Performs the handshakes with one address. All connections are opened before the first is
    /// closed, because a server distributes open connections over its processes. They are kept open
    /// only briefly, because some servers accept only one connection at a time.
    private func observe(_ address: IPAddress) async -> ServedAddress {
        let connections = (0..<connections).map { _ in
            OriginConnection(probe.connection(to: address, .tls), on: probe.worker.loop)
        }
        var seen = ServedAddress(address)
        await withTaskGroup(of: Sighting?.self) { group in
            for (index, connection) in connections.enumerated() {
                group.addTask { await sighting(on: connection, index: index) }
            }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(Self.patience))
                return nil
            }
            var open: [OriginConnection] = []
            var isPatient = true
            while seen.handshakes.count < connections.count, let next = await group.next() {
                if let next {
                    seen.handshakes.append(next.handshake)
                    seen.server = seen.server ?? next.server
                    open.append(connections[next.index])
                } else {
                    isPatient = false
                }
                guard !isPatient else { continue }
                for connection in open { connection.close() }
                open = []
            }
            group.cancelAll()
        }
        for connection in connections { connection.close() }
        return seen
    }

    /// The result of one connection.
    private struct Sighting: Sendable {
        let index: Int
        let handshake: ServedHandshake
        let server: String?
    }

    private func sighting(on connection: OriginConnection, index: Int) async -> Sighting {
        let handshake = await handshake(on: connection)
        let isFirst = index == 0 && asksForSoftware
        return Sighting(
            index: index, handshake: handshake,
            server: isFirst ? await software(on: connection) : nil)
    }

    private func handshake(on connection: OriginConnection) async -> ServedHandshake {
        _ = await connection.open()
        let dialled = connection.dialled
        guard case .completed(let session) = dialled.handshake, let leaf = dialled.chain.first
        else {
            return .failed(dialled.connection, dialled.handshake)
        }
        return .shown(session.chain, keySHA256: leaf.publicKeySHA256)
    }

    private func software(on connection: OriginConnection) async -> String? {
        let key = ExchangeKey(leg: .tls, forwarded: .https, path: probe.target.path)
        let request = OriginRequest(key, of: probe.target, options: probe.options)
        return await withTaskGroup(of: String?.self) { group in
            group.addTask { await connection.askOnce(request).result.server }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(Self.patience))
                connection.close()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
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
