package import OriginFacts

/// The outcomes known before any address is probed: whose address it is, and whether the name
/// resolves.
enum PreAddressRules {
    /// An outcome that holds for every mode and visitor, regardless of the addresses.
    struct Ruling {
        let outcome: EdgeOutcome
        let basis: Basis
        let because: FindingKind
    }

    /// The ruling; nil when the addresses decide.
    static func ruling(_ observation: OriginObservation) -> Ruling? {
        hosted(observation) ?? owned(observation) ?? guarded(observation)
            ?? unresolved(observation)
    }

    /// Tunnel, Pages, Workers, R2: there is no origin to judge.
    private static func hosted(_ observation: OriginObservation) -> Ruling? {
        for name in observation.originNames {
            guard let service = HostedServiceTable.service(of: name) else { continue }
            return Ruling(
                outcome: .unknown, basis: .documented,
                because: .name(.noOrigin(service: service, name: name)))
        }
        return nil
    }

    /// Addresses of the edge itself.
    private static func owned(_ observation: OriginObservation) -> Ruling? {
        let addresses = observation.addresses.map(\.address)
        let edge = addresses.filter(CloudflareNetworks.contains)
        guard !edge.isEmpty else { return nil }
        switch observation.target.addressing {
        case .dns:  // a proxied name: the origin is hidden behind it
            return Ruling(
                outcome: .unknown, basis: .documented, because: .name(.proxied(addresses: edge)))
        case .connectTo(let name):  // a Cloudflare-for-SaaS provider or a loop: which is not known
            return Ruling(
                outcome: .unknown, basis: .unknown, because: .name(.saasProvider(name: name.ascii)))
        case .given:  // error-1000: the origin record points into Cloudflare
            guard edge.count == addresses.count else { return nil }
            return Ruling(
                outcome: .edgeError(.forbiddenAddress), basis: .documented,
                because: .name(.originIsEdge(addresses: edge)))
        }
    }

    /// Private, loopback and reserved addresses that came out of DNS (error-1000, error-1002).
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
        case .connectTo:  // a name the owner gave: --allow-private probes it
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
    /// The origin's names: the `--connect-to` name and the CNAME chain.
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
    /// Labels that form a two-label public suffix with a country code: `co.uk`.
    private static let secondLevel: Set<String> = [
        "ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "nic", "or", "org",
    ]

    /// `www` of an apex, or the apex of `www`; nil for other names and for addresses. An apex is
    /// recognised by its form only: two labels, or three under a two-label public suffix.
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
