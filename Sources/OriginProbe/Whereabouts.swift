package import OriginFacts

/// Where a target leads, found out ahead of asking.
package struct Whereabouts: Hashable, Sendable {
    /// The lookup; nil where none was needed.
    package var dns: DNSFacts?
    /// All addresses, in the order found.
    package var addresses: [IPAddress]
    /// Those that will be dialled.
    package var dialled: [IPAddress]
}

extension Whereabouts {
    /// Nobody knows.
    package static let nowhere = Whereabouts(dns: nil, addresses: [], dialled: [])
}
