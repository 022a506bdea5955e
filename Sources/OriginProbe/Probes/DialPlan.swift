package import OriginFacts

/// The addresses of one target, each to be dialled or with the reason why it is not.
struct DialPlan {
    /// In the order found, IPv4 first, each once.
    private(set) var rows: [(address: IPAddress, refusal: NotTested?)] = []

    /// Where addresses came from and what may be dialled.
    struct Rules {
        let options: ProbeOptions
        let vantage: Vantage
        let edgeNetworks: [IPPrefix]
        /// False for addresses the owner gave: those are dialled whatever their scope.
        let areFromDNS: Bool

        func refusal(_ address: IPAddress) -> NotTested? {
            guard options.families.contains(address.family) else { return .excludedByOption }
            if areFromDNS {
                if edgeNetworks.contains(where: { $0.contains(address) }) { return .edgeAddress }
                if address.scope.isGuarded, !options.allowsPrivate {
                    return .guardedAddress(address.scope)
                }
            }
            // Without a global route, near addresses may still be reached.
            guard address.scope != .global || vantage.hasRoute(address.family) else {
                return .noRouteFromHere(address.family)
            }
            return nil
        }
    }

    init(_ addresses: [IPAddress], rules: Rules) {
        var known: Set<IPAddress> = []
        let distinct = addresses.filter { known.insert($0).inserted }
        let ordered =
            distinct.filter { $0.family == .ipv4 } + distinct.filter { $0.family == .ipv6 }
        var dialled = 0
        let most = rules.options.firstAddressOnly ? 1 : ProbeOptions.mostAddresses
        for address in ordered {
            var refusal = rules.refusal(address)
            if refusal == nil {
                dialled += 1
                if dialled > most {
                    refusal = rules.options.firstAddressOnly ? .excludedByOption : .overLimit
                }
            }
            rows.append((address, refusal))
        }
    }
}

/// Where a target leads, found out ahead of asking. A class for the reason `TargetProbe` is one.
package final class ResolvedTarget: Sendable {
    /// The lookup; nil where none was needed.
    package let dns: DNSFacts?
    /// All addresses, in the order found.
    package let addresses: [IPAddress]
    /// Those that will be dialled.
    package let dialled: [IPAddress]

    init(dns: DNSFacts?, addresses: [IPAddress], dialled: [IPAddress]) {
        self.dns = dns
        self.addresses = addresses
        self.dialled = dialled
    }

    /// Nobody knows.
    package static let nowhere = ResolvedTarget(dns: nil, addresses: [], dialled: [])
}
