internal import Glibc
internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts
internal import TLSEngine

/// One target from its name to its observation, within one deadline. A class, because every
/// suspended function keeps what it works on: a pointer each, not a copy of the target each.
final class TargetProbe: Sendable {
    let target: Target
    let options: ProbeOptions
    let edgeNetworks: [IPPrefix]
    let vantage: Vantage
    let resolver: NameResolver
    let context: EdgeTLSContext
    let loop: any EventLoop

    /// Addresses dialled at the same time.
    private static let together = 8

    init(
        target: Target, options: ProbeOptions, edgeNetworks: [IPPrefix], vantage: Vantage,
        resolver: NameResolver, context: EdgeTLSContext, loop: any EventLoop
    ) {
        self.target = target
        self.options = options
        self.edgeNetworks = edgeNetworks
        self.vantage = vantage
        self.resolver = resolver
        self.context = context
        self.loop = loop
    }

    /// With `place`, what a lookup would find, none is made.
    func run(
        at place: ResolvedTarget? = nil, following: @escaping AddressProbe.Following
    ) async -> ProbeResult {
        let began = Self.now
        let started = NIODeadline.now()
        let deadline = started + .milliseconds(Int64(options.totalMilliseconds))
        let found = if let place { place } else { await resolve(by: deadline) }
        let addressees = addressees(found.addresses, areFromDNS: found.dns != nil)
        let seen =
            if let edge = liveAddress(addressees) {
                await probeAll(addressees, lookingAt: edge, deadline, following)
            } else {
                Both(await probeAll(addressees, deadline, following), nil)
            }
        return result(seen, found, began: began, started)
    }

    /// Not inlined, as others here: what it works with would stay in the suspended frame of its caller.
    @inline(never)
    private func result(
        _ both: Both, _ place: ResolvedTarget, began: UnixTime, _ started: NIODeadline
    ) -> ProbeResult {
        let seen = both.seen
        var observation = blank(began)
        observation.dns = place.dns
        observation.live = both.live
        observation.addresses = seen.map { $0.observation }
        observation.milliseconds = started.millisecondsSince()
        let chains = seen.filter { !$0.chain.isEmpty }.map { ($0.observation.address, $0.chain) }
        return ProbeResult(
            observation: observation, chains: Dictionary(chains) { first, _ in first })
    }

    private static var now: UnixTime {
        UnixTime(seconds: Int64(time(nil)))
    }

    private func blank(_ began: UnixTime) -> OriginObservation {
        var observation = OriginObservation(
            target: target, startedAt: began, vantage: vantage, prober: proberFacts)
        observation.vantage.isOrigin = options.isOnOrigin
        return observation
    }

    /// Which addresses may be dialled.
    @inline(never)
    func addressees(_ addresses: [IPAddress], areFromDNS: Bool) -> DialPlan {
        DialPlan(
            addresses,
            rules: DialPlan.Rules(
                options: options, vantage: vantage, edgeNetworks: edgeNetworks,
                areFromDNS: areFromDNS))
    }

    /// Nobody is asked.
    func untested(_ place: ResolvedTarget, _ why: NotTested) -> OriginObservation {
        var observation = blank(Self.now)
        observation.dns = place.dns
        observation.addresses = place.addresses.map { .notTested($0, why) }
        return observation
    }

    /// Where the target leads, looked up if need be.
    @inline(never)
    func resolve(by deadline: NIODeadline) async -> ResolvedTarget {
        if let known { return known }
        let facts = await resolver.lookUp(
            host.ascii, families: options.families, deadline: deadline)
        return whereabouts(facts, facts.addresses)
    }

    /// Nil when a name has to be looked up.
    var known: ResolvedTarget? {
        if case .given(let addresses) = target.addressing { return whereabouts(nil, addresses) }
        if case .address(let address) = host { return whereabouts(nil, [address]) }
        return nil
    }

    /// The host to connect to.
    private var host: HostName {
        if case .connectTo(let other) = target.addressing { other } else { target.host }
    }

    private func whereabouts(_ dns: DNSFacts?, _ addresses: [IPAddress]) -> ResolvedTarget {
        let addressees = addressees(addresses, areFromDNS: dns != nil)
        return ResolvedTarget(
            dns: dns, addresses: addresses,
            dialled: addressees.rows.filter { $0.refusal == nil }.map(\.address))
    }

    private func probeAll(
        _ addressees: DialPlan, _ deadline: NIODeadline,
        _ following: @escaping AddressProbe.Following
    ) async -> [AddressProbe.Seen] {
        let probe = probe(deadline)
        // Most targets have one address: a task beside this one would only wait for it.
        if addressees.rows.count == 1, addressees.rows[0].refusal == nil {
            return [await probe.run(addressees.rows[0].address, following: following)]
        }
        return await probeSome(addressees, probe, following)
    }

    @inline(never)
    private func probe(_ deadline: NIODeadline) -> AddressProbe {
        AddressProbe(
            target: target, options: options, vantage: vantage, context: context,
            deadline: deadline, loop: loop)
    }

    @inline(never)
    private func probeSome(
        _ addressees: DialPlan, _ probe: AddressProbe,
        _ following: @escaping AddressProbe.Following
    ) async -> [AddressProbe.Seen] {
        var seen = addressees.rows.map {
            AddressProbe.Seen(
                observation: .notTested($0.address, $0.refusal ?? .outOfTime), chain: [])
        }
        var waiting = addressees.rows.indices.filter { addressees.rows[$0].refusal == nil }[...]
        await withTaskGroup(of: (Int, AddressProbe.Seen).self) { group in
            func startNext() {
                guard let index = waiting.popFirst() else { return }
                let address = addressees.rows[index].address
                group.addTask { (index, await probe.run(address, following: following)) }
            }
            for _ in 0..<Self.together { startNext() }
            while let (index, result) = await group.next() {
                seen[index] = result
                startNext()
            }
        }
        return seen
    }

    /// Whom to ask what visitors get today: only when the host's own records lead to the edge.
    private func liveAddress(_ addressees: DialPlan) -> IPAddress? {
        guard options.looksLive, target.addressing == .dns else { return nil }
        return addressees.rows.first { row in
            row.refusal == .edgeAddress
                && (row.address.scope != .global || vantage.hasRoute(row.address.family))
        }?.address
    }

    /// What was seen, and what visitors get today if that was asked.
    private final class Both: Sendable {
        let seen: [AddressProbe.Seen]
        let live: LiveLook?

        init(_ seen: [AddressProbe.Seen], _ live: LiveLook?) {
            self.seen = seen
            self.live = live
        }
    }

    @inline(never)
    private func probeAll(
        _ addressees: DialPlan, lookingAt edge: IPAddress, _ deadline: NIODeadline,
        _ following: @escaping AddressProbe.Following
    ) async -> Both {
        let looker = LiveEdgeProbe(
            target: target, options: options, vantage: vantage, context: context,
            deadline: deadline, loop: loop)
        async let live = looker.look(at: edge)
        return Both(await probeAll(addressees, deadline, following), await live)
    }

    private var proberFacts: ProberFacts {
        var facts = ProberFacts(
            version: options.version, openSSL: LibraryContext.version,
            notOffered: context.notOffered,
            connectTimeoutMilliseconds: options.connectMilliseconds,
            timeoutMilliseconds: options.totalMilliseconds)
        facts.asksForStaple = context.asksForStaple
        return facts
    }
}
