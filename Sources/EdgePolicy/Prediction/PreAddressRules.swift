package import OriginFacts

/// The outcomes known before any address is probed: whether the name resolves, and who owns its
/// addresses.
enum PreAddressRules {
    /// An outcome that holds for every mode and visitor, regardless of the addresses.
    struct Ruling {
        let outcome: EdgeOutcome
        let basis: Basis
        let because: FindingKind
    }

    /// Returns the ruling; nil if the outcome depends on the addresses.
    static func ruling(_ observation: OriginObservation) -> Ruling? {
        hosted(observation) ?? owned(observation) ?? guarded(observation)
            ?? unresolved(observation)
    }

    /// Returns the ruling on Tunnel, Pages, Workers and R2, which have no origin to judge.
    private static func hosted(_ observation: OriginObservation) -> Ruling? {
        for name in observation.originNames {
            guard let service = HostedServiceTable.service(of: name) else { continue }
            return Ruling(
                outcome: .unknown, basis: .documented,
                because: .name(.noOrigin(service: service, name: name)))
        }
        return nil
    }

    /// Returns the ruling on addresses of the edge itself.
    private static func owned(_ observation: OriginObservation) -> Ruling? {
        let addresses = observation.addresses.map(\.address)
        let edge = addresses.filter(CloudflareNetworks.contains)
        guard !edge.isEmpty else { return nil }
        switch observation.target.addressing {
        case .dns:  // a proxied name: its origin is hidden
            return Ruling(
                outcome: .unknown, basis: .documented, because: .name(.proxied(addresses: edge)))
        case .connectTo(let name):  // either a Cloudflare-for-SaaS provider or a loop
            return Ruling(
                outcome: .unknown, basis: .unknown, because: .name(.saasProvider(name: name.ascii)))
        case .given:  // error-1000: the origin record points into Cloudflare
            guard edge.count == addresses.count else { return nil }
            return Ruling(
                outcome: .edgeError(.forbiddenAddress), basis: .documented,
                because: .name(.originIsEdge(addresses: edge)))
        }
    }

    /// Returns the ruling on private, loopback and reserved addresses from DNS (error-1000,
    /// error-1002).
    private static func guarded(_ observation: OriginObservation) -> Ruling? {
        let scopes = observation.addresses.compactMap { seen -> (IPAddress, AddressScope)? in
            guard case .notTested(.guardedAddress(let scope)) = seen.tlsConnection else {
                return nil
            }
            return (seen.address, scope)
        }
        guard let first = scopes.first, scopes.count == observation.addresses.count else {
            return nil
        }
        let finding = FindingKind.name(.forbiddenAddress(first.0, first.1))
        switch observation.target.addressing {
        case .connectTo:  // a name given by the owner: --allow-private probes it
            return Ruling(outcome: .unknown, basis: .unknown, because: finding)
        case .dns, .given:
            return Ruling(
                outcome: .edgeError(.forbiddenAddress), basis: .inferred, because: finding)
        }
    }

    private static func unresolved(_ observation: OriginObservation) -> Ruling? {
        guard observation.addresses.isEmpty, let dns = observation.dns else { return nil }
        return DNSTable.ruling(dns, addressing: observation.target.addressing)
    }
}

extension OriginObservation {
    /// The names of the origin: the `--connect-to` name and the CNAME chain.
    fileprivate var originNames: [String] {
        let connectTo: [String] =
            switch target.addressing {
            case .connectTo(let name): [name.ascii]
            case .dns, .given: []
            }
        return connectTo + (dns?.aliases ?? [])
    }
}

/// Other names of the zone, which share its mode.
package enum SiblingNames {
    /// Labels that form a two-label public suffix with a country code, as in `co.uk`.
    private static let secondLevel: Set<String> = [
        "ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "nic", "or", "org",
    ]

    /// Returns `www` of an apex, or the apex of `www`; nil for other names and for addresses. An
    /// apex is recognised by its form only: two labels, or three under a two-label public suffix.
    package static func sibling(of host: HostName) -> String? {
        switch host {
        case .address:
            return nil
        case .name(let ascii, _):
            if ascii.hasPrefix("www."), isApex(String(ascii.dropFirst(4))) {
                return String(ascii.dropFirst(4))
            }
            return isApex(ascii) ? "www." + ascii : nil
        }
    }

    private static func isApex(_ name: String) -> Bool {
        let labels = name.split(separator: ".")
        switch labels.count {
        case 2: return !(labels[1].count == 2 && secondLevel.contains(String(labels[0])))
        case 3:
            return labels[0] != "www" && labels[2].count == 2
                && secondLevel.contains(String(labels[1]))
        default: return false
        }
    }
}
