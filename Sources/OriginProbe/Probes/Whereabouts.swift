package import OriginFacts

/// Where a target leads, found out ahead of asking. A class for the reason `TargetProbe` is one.
package final class Whereabouts: Sendable {
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
    package static let nowhere = Whereabouts(dns: nil, addresses: [], dialled: [])
}
