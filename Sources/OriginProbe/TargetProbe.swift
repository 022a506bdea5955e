internal import Glibc
internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts
internal import TLSEngine

/// One target from its name to its observation, within one deadline.
struct TargetProbe: Sendable {
    let target: Target
    let options: ProbeOptions
    let edgeNetworks: [IPPrefix]
    let vantage: Vantage
    let resolver: NameResolver
    let context: EdgeTLSContext
    let loop: any EventLoop

    /// Addresses dialled at the same time.
    private static let together = 8

    /// With `place`, what a lookup would find, none is made.
    func run(
        at place: (DNSFacts?, [IPAddress])? = nil, following: @escaping AddressProbe.Following
    ) async -> ProbeResult {
        let started = NIODeadline.now()
        let deadline = started + .milliseconds(Int64(options.totalMilliseconds))
        var observation = blank
        let addresses: [IPAddress]
        if let place {
            (observation.dns, addresses) = place
        } else {
            (observation.dns, addresses) = await resolve(by: deadline)
        }
        let addressees = addressees(addresses, areFromDNS: observation.dns != nil)
        async let live = liveLook(addressees, deadline)
        let seen = await probeAll(addressees, deadline, following)
        observation.live = await live
        observation.addresses = seen.map { $0.0 }
        observation.milliseconds = started.millisecondsSince()
        let chains = seen.filter { !$0.1.isEmpty }.map { ($0.0.address, $0.1) }
        return ProbeResult(
            observation: observation, chains: Dictionary(chains) { first, _ in first })
    }

    private var blank: OriginObservation {
        var observation = OriginObservation(
            target: target, startedAt: UnixTime(seconds: Int64(time(nil))), vantage: vantage,
            prober: proberFacts)
        observation.vantage.isOrigin = options.isOnOrigin
        return observation
    }

    /// Which addresses may be dialled.
    func addressees(_ addresses: [IPAddress], areFromDNS: Bool) -> Addressees {
        Addressees(
            addresses,
            rules: Addressees.Rules(
                options: options, vantage: vantage, edgeNetworks: edgeNetworks,
                areFromDNS: areFromDNS))
    }

    /// Nobody is asked.
    func untested(_ place: Whereabouts, _ why: NotTested) -> OriginObservation {
        var observation = blank
        observation.dns = place.dns
        observation.addresses = place.addresses.map { .notTested($0, why) }
        return observation
    }

    /// The addresses to look at, and the lookup that gave them; nil where none was needed.
    func resolve(by deadline: NIODeadline) async -> (DNSFacts?, [IPAddress]) {
        let host: HostName
        switch target.addressing {
        case .given(let addresses): return (nil, addresses)
        case .dns: host = target.host
        case .connectTo(let other): host = other
        }
        if case .address(let address) = host { return (nil, [address]) }
        let facts = await resolver.lookUp(
            host.ascii, families: options.families, deadline: deadline)
        return (facts, facts.addresses)
    }

    private func probeAll(
        _ addressees: Addressees, _ deadline: NIODeadline,
        _ following: @escaping AddressProbe.Following
    ) async -> [(AddressObservation, [CertificateHandle])] {
        let probe = AddressProbe(
            target: target, options: options, vantage: vantage, context: context,
            deadline: deadline, loop: loop)
        var seen: [(AddressObservation, [CertificateHandle])] = addressees.rows.map {
            (.notTested($0.address, $0.refusal ?? .outOfTime), [])
        }
        var waiting = addressees.rows.indices.filter { addressees.rows[$0].refusal == nil }[...]
        await withTaskGroup(of: (Int, (AddressObservation, [CertificateHandle])).self) { group in
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

    /// Only when the host's own records lead to the edge.
    private func liveLook(_ addressees: Addressees, _ deadline: NIODeadline) async -> LiveLook? {
        guard options.looksLive, target.addressing == .dns,
            let address = addressees.rows.first(where: { row in
                row.refusal == .edgeAddress
                    && (row.address.scope != .global || vantage.hasRoute(row.address.family))
            })?.address
        else { return nil }
        let looker = LiveLooker(
            target: target, options: options, vantage: vantage, context: context,
            deadline: deadline, loop: loop)
        return await looker.look(at: address)
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
