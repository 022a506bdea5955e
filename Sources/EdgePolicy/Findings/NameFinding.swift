public import OriginFacts

/// Findings about the name, its DNS answers and the owners of its addresses. `PreAddressRules` and
/// `DNSTable` detect them before any address is contacted.
public enum NameFinding: Hashable, Sendable {
    case unresolved(name: String, answer: DNSAnswer)
    case originUnresolved(name: String, answer: DNSAnswer)
    case resolverFailed(name: String, answer: DNSAnswer)
    /// Public DNS returns Cloudflare's addresses. The name is proxied, so the origin is hidden.
    case proxied(addresses: [IPAddress])
    /// The specified origin is Cloudflare itself.
    case originIsEdge(addresses: [IPAddress])
    case forbiddenAddress(IPAddress, AddressScope)
    /// A CNAME to a service that has no origin server: Tunnel, Pages, Workers, R2.
    case noOrigin(service: HostedService, name: String)
    /// A CNAME to a provider that is itself a Cloudflare customer.
    case saasProvider(name: String)
}

extension NameFinding {
    var id: String {
        switch self {
        case .unresolved: "dns.none"
        case .originUnresolved: "dns.origin-unresolved"
        case .resolverFailed: "dns.resolver-failed"
        case .proxied: "address.proxied"
        case .originIsEdge: "address.cloudflare-edge"
        case .forbiddenAddress: "address.forbidden"
        case .noOrigin: "address.no-origin"
        case .saasProvider: "address.saas"
        }
    }

    var facts: FactValue {
        switch self {
        case .unresolved(let name, let answer), .originUnresolved(let name, let answer),
            .resolverFailed(let name, let answer):
            ["name": .text(name), "answer": .dns(answer)]
        case .proxied(let addresses), .originIsEdge(let addresses):
            ["addresses": .texts(addresses.map(\.description))]
        case .forbiddenAddress(let address, let scope):
            ["address": .text(address.description), "scope": .text(scope.rawValue)]
        case .noOrigin(let service, let name):
            ["service": .text(service.rawValue), "name": .text(name)]
        case .saasProvider(let name): ["name": .text(name)]
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .unresolved, .resolverFailed, .proxied: [.nameTheOrigin]
        case .originUnresolved(let name, _): [.fixDNS(name: name)]
        case .originIsEdge, .forbiddenAddress:
            [.fixDNS(name: context.target.host.ascii), .nameTheOrigin]
        case .noOrigin, .saasProvider: []
        }
    }
}
