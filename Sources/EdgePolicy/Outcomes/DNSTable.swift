internal import OriginFacts

/// The table for a name without addresses. Sources: error-530 and error-1016 under
/// developers.cloudflare.com/support/troubleshooting/http-status-codes. The edge resolves the
/// origin's name and never the visitor's host again, so a missing host alone proves nothing about
/// its origin.
enum DNSTable {
    /// Returns the ruling on a lookup that gave no address.
    // swift-format-ignore
    static func ruling(_ dns: DNSFacts, addressing: Addressing) -> PreAddressRules.Ruling {
        let answer = [dns.ipv4, dns.ipv6].min { $0.weight < $1.weight } ?? dns.ipv4
        switch (answer, addressing) {
        case (.nameError, .connectTo), (.noData, .connectTo), (.badName, .connectTo): // error-1016
            return .init(outcome: .edgeError(.originNameUnresolved), basis: .documented,
                         because: .name(.originUnresolved(name: dns.name, answer: answer)))
        case (.nameError, .dns) where !dns.aliases.isEmpty:                  // error-1016: the CNAME's target
            return .init(outcome: .edgeError(.originNameUnresolved), basis: .documented,
                         because: .name(.originUnresolved(name: dns.aliases.last ?? dns.name, answer: answer)))
        case (.nameError, _), (.noData, _), (.badName, _):                   // the host itself: name the origin
            return .init(outcome: .unknown, basis: .unknown, because: .name(.unresolved(name: dns.name, answer: answer)))
        case (.serverFailure, _), (.refused, _), (.timedOut, _), (.malformed, _), (.noResolver, _),
             (.notAsked, _), (.addresses, _):                                // a fault of the resolver, not of the name
            return .init(outcome: .unknown, basis: .unknown, because: .name(.resolverFailed(name: dns.name, answer: answer)))
        }
    }
}

extension DNSAnswer {
    /// The weight that decides which address family's answer represents the name. Certain answers
    /// come first, then errors, then the mere absence of a type.
    fileprivate var weight: Int {
        switch self {
        case .nameError, .badName: 0
        case .serverFailure, .refused, .timedOut, .malformed, .noResolver: 1
        case .noData: 2
        case .addresses, .notAsked: 3
        }
    }
}
