internal import NIOCore
package import OriginFacts

/// Finds the addresses of targets and decides which of them may be dialled. It does not connect to
/// any of them.
package struct TargetLocator: Sendable {
    let resolver: NameResolver
    let options: ProbeOptions
    let vantage: Vantage

    /// Returns the resolved target if its addresses are given, or nil if a name has to be looked
    /// up.
    package func known(_ target: Target) -> ResolvedTarget? {
        if case .given(let addresses) = target.addressing { return resolved(nil, addresses) }
        if case .address(let address) = target.connectHost { return resolved(nil, [address]) }
        return nil
    }

    /// Returns the resolved target. A lookup may take up to the total time limit of a target.
    package func locate(_ target: Target) async -> ResolvedTarget {
        await locate(target, by: .now() + .milliseconds(Int64(options.totalMilliseconds)))
    }

    /// Returns the resolved target. `@inline(never)` keeps the DNS facts out of the caller's async
    /// frame.
    @inline(never)
    func locate(_ target: Target, by deadline: NIODeadline) async -> ResolvedTarget {
        if let known = known(target) { return known }
        let facts = await resolver.lookUp(
            target.connectHost.ascii, families: options.families, deadline: deadline)
        return resolved(facts, facts.addresses)
    }

    private func resolved(_ dns: DNSFacts?, _ addresses: [IPAddress]) -> ResolvedTarget {
        ResolvedTarget(
            dns: dns,
            plan: DialPlan(
                addresses, areFromDNS: dns != nil, options: options, vantage: vantage))
    }
}

/// The addresses to which a target leads. It is a class rather than a struct to keep async frames
/// small.
package final class ResolvedTarget: Sendable {
    /// The result of the lookup, or nil if none was needed.
    package let dns: DNSFacts?
    /// The addresses that were found, and which of them may be dialled.
    package let plan: DialPlan

    init(dns: DNSFacts?, plan: DialPlan) {
        self.dns = dns
        self.plan = plan
    }
}

/// The addresses of one target. Each is either dialled or has a reason why it is not.
package struct DialPlan: Sendable {
    /// The distinct addresses, IPv4 first, otherwise in the order in which they were found.
    package let rows: [Row]

    /// An address and the reason why it is not dialled, or nil if it is.
    package struct Row: Sendable {
        package let address: IPAddress
        package let refusal: NotTested?
    }

    /// Creates a plan. Addresses given by the user rather than DNS are dialled even if they are
    /// private or local.
    init(
        _ addresses: [IPAddress], areFromDNS: Bool, options: ProbeOptions, vantage: Vantage
    ) {
        let rules = AddressRules(options: options, vantage: vantage, areFromDNS: areFromDNS)
        let most = options.firstAddressOnly ? 1 : ProbeOptions.mostAddresses
        var dialled = 0
        rows = Self.ordered(addresses).map { address in
            if let refusal = rules.refusal(address) {
                return Row(address: address, refusal: refusal)
            }
            dialled += 1
            guard dialled > most else { return Row(address: address, refusal: nil) }
            return Row(
                address: address,
                refusal: options.firstAddressOnly ? .excludedByOption : .overLimit)
        }
    }

    /// The addresses that will be dialled.
    package var dialled: [IPAddress] {
        rows.filter { $0.refusal == nil }.map(\.address)
    }

    private static func ordered(_ addresses: [IPAddress]) -> [IPAddress] {
        guard addresses.count > 1 else { return addresses }
        var known: Set<IPAddress> = []
        let distinct = addresses.filter { known.insert($0).inserted }
        return distinct.filter { $0.family == .ipv4 } + distinct.filter { $0.family == .ipv6 }
    }
}

/// The rules for which addresses may be dialled.
private struct AddressRules {
    let options: ProbeOptions
    let vantage: Vantage
    let areFromDNS: Bool

    func refusal(_ address: IPAddress) -> NotTested? {
        guard options.families.contains(address.family) else { return .excludedByOption }
        if areFromDNS {
            if options.edgeNetworks.contains(where: { $0.contains(address) }) {
                return .edgeAddress
            }
            if address.scope.isGuarded, !options.allowsPrivate {
                return .guardedAddress(address.scope)
            }
        }
        // Without a global route, addresses on the local network may still be reachable.
        guard address.scope != .global || vantage.hasRoute(address.family) else {
            return .noRouteFromHere(address.family)
        }
        return nil
    }
}

extension Target {
    /// The host to connect to.
    fileprivate var connectHost: HostName {
        if case .connectTo(let other) = addressing { other } else { host }
    }
}
