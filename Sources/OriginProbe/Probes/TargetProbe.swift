internal import NIOCore
package import OpenSSLSupport
package import OriginFacts
internal import TLSEngine

/// Observes a target that has been located, within one deadline. It is a class rather than a
/// struct, so that each suspended function keeps a pointer to it instead of a copy.
package final class TargetProbe: Sendable {
    let target: Target
    let place: ResolvedTarget
    let options: ProbeOptions
    let vantage: Vantage
    let worker: ProbeWorker
    let time: ProbeTime

    /// The maximum number of addresses probed at the same time.
    private static let addressesAtOnce = 8

    init(
        _ target: Target, at place: ResolvedTarget, _ settings: (ProbeOptions, Vantage),
        on worker: ProbeWorker, time: ProbeTime
    ) {
        self.target = target
        self.place = place
        (options, vantage) = settings
        self.worker = worker
        self.time = time
    }

    /// Observes the target as `Prober.observe` does. The calling task must prefer the worker's
    /// executor.
    package func observe(
        following: @escaping @Sendable (AddressObservation) -> [ExchangeKey]
    ) async throws(LocalFault) -> ProbeResult {
        guard !Task.isCancelled else { throw .cancelled }
        let result = await run(following)
        guard !Task.isCancelled else { throw .cancelled }
        return result
    }

    /// Returns the observation of a target that is not contacted, with the reason.
    package func untested(_ why: NotTested) -> OriginObservation {
        var observation = blank()
        observation.addresses = place.plan.rows.map { .notTested($0.address, why) }
        return observation
    }

    private func run(_ following: @escaping AddressProbe.Following) async -> ProbeResult {
        guard let edge = liveAddress() else {
            return result(await probeAll(following), live: nil)
        }
        async let live = LiveEdgeProbe(probe: self).look(at: edge)
        return result(await probeAll(following), live: await live)
    }

    /// Assembles the result. `@inline(never)` keeps the observation out of the caller's async
    /// frame.
    @inline(never)
    private func result(_ seen: [AddressProbe.Seen], live: LiveLook?) -> ProbeResult {
        var observation = blank()
        observation.live = live
        observation.addresses = seen.map { $0.observation }
        observation.milliseconds = time.started.millisecondsSince()
        let chains = seen.filter { !$0.chain.isEmpty }.map { ($0.observation.address, $0.chain) }
        return ProbeResult(
            observation: observation, chains: Dictionary(chains) { first, _ in first })
    }

    private func blank() -> OriginObservation {
        var observation = OriginObservation(
            target: target, startedAt: time.startedAt, vantage: vantage, prober: proberFacts)
        observation.vantage.isOrigin = options.isOnOrigin
        observation.dns = place.dns
        return observation
    }

    private var proberFacts: ProberFacts {
        var facts = ProberFacts(
            version: options.version, openSSL: LibraryContext.version,
            notOffered: worker.context.notOffered,
            connectTimeoutMilliseconds: options.connectMilliseconds,
            timeoutMilliseconds: options.totalMilliseconds)
        facts.asksForStaple = worker.context.asksForStaple
        return facts
    }

    private func probeAll(_ following: @escaping AddressProbe.Following) async
        -> [AddressProbe.Seen]
    {
        let rows = place.plan.rows
        // Most targets have only one address, which does not need a separate task.
        if rows.count == 1, rows[0].refusal == nil {
            return [await AddressProbe(probe: self).run(rows[0].address, following: following)]
        }
        return await probeSeveral(following)
    }

    /// Probes several addresses. `@inline(never)` keeps the task group out of the frame of targets
    /// with only one address.
    @inline(never)
    private func probeSeveral(_ following: @escaping AddressProbe.Following) async
        -> [AddressProbe.Seen]
    {
        let rows = place.plan.rows
        var seen = rows.map {
            AddressProbe.Seen(
                observation: .notTested($0.address, $0.refusal ?? .outOfTime), chain: [])
        }
        var waiting = rows.indices.filter { rows[$0].refusal == nil }[...]
        await withTaskGroup(of: (Int, AddressProbe.Seen).self) { group in
            func startNext() {
                guard let index = waiting.popFirst() else { return }
                let address = rows[index].address
                group.addTask { [self] in
                    let probe = AddressProbe(probe: self)
                    return (index, await probe.run(address, following: following))
                }
            }
            for _ in 0..<Self.addressesAtOnce { startNext() }
            while let (index, result) = await group.next() {
                seen[index] = result
                startNext()
            }
        }
        return seen
    }

    /// Returns the address of the edge from which to request what visitors currently get, or nil
    /// unless the host's own DNS records lead to the edge.
    private func liveAddress() -> IPAddress? {
        guard options.looksLive, target.addressing == .dns else { return nil }
        return place.plan.rows.first { row in
            row.refusal == .edgeAddress
                && (row.address.scope != .global || vantage.hasRoute(row.address.family))
        }?.address
    }
}

extension TargetProbe {
    /// Returns the options for connecting to an address on the origin's port for a leg.
    func connection(to address: IPAddress, _ leg: Leg) -> ConnectionOptions {
        switch leg {
        case .plain: connection(to: address, port: target.originPorts.http, tls: nil)
        case .tls:
            connection(
                to: address, port: target.originPorts.https,
                tls: ConnectionOptions.TLSOptions(
                    context: worker.context, serverName: target.sentServerName))
        }
    }

    /// Returns the options for connecting to any port of an address.
    func connection(
        to address: IPAddress, port: UInt16, tls: ConnectionOptions.TLSOptions?
    ) -> ConnectionOptions {
        ConnectionOptions(
            address: address, port: port, tls: tls,
            connectMilliseconds: options.connectMilliseconds, deadline: time.deadline,
            hasRoute: vantage.hasRoute(address.family))
    }
}

/// The start of a probe, and its deadline.
struct ProbeTime: Sendable {
    /// The wall-clock time that is recorded in the facts.
    let startedAt: UnixTime
    let started = NIODeadline.now()
    let deadline: NIODeadline

    init(startedAt: UnixTime, milliseconds: Int) {
        self.startedAt = startedAt
        deadline = started + .milliseconds(Int64(milliseconds))
    }
}

/// The observation of one target, and the chains as parsed by libssl, for judging them. It is a
/// class rather than a struct to keep async frames small.
package final class ProbeResult: Sendable {
    package let observation: OriginObservation
    /// The chain that each address sent, leaf first. An address without a finished handshake has no
    /// entry.
    package let chains: [IPAddress: [CertificateHandle]]

    package init(observation: OriginObservation, chains: [IPAddress: [CertificateHandle]] = [:]) {
        self.observation = observation
        self.chains = chains
    }
}
