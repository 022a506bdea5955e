internal import OriginFacts

/// Findings about the edge itself: names and ports that it does not serve.
public enum EdgeFinding: Hashable, Sendable {
    /// The name is not covered by the edge's Universal certificate, which covers only one label
    /// below the apex.
    case notCovered(name: String)
    /// The visitors' port is not one that Cloudflare proxies.
    case portNotProxied(UInt16)
}

extension EdgeFinding {
    var id: String {
        switch self {
        case .notCovered: "edge.not-covered"
        case .portNotProxied: "edge.port-not-proxied"
        }
    }

    var facts: FactValue {
        switch self {
        case .notCovered(let name): ["name": .text(name)]
        case .portNotProxied(let port): ["port": .number(Int(port))]
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .notCovered, .portNotProxied: []
        }
    }
}

extension FindingCollector {
    /// Returns findings about ports in the visitors' URLs that are not proxied.
    func unproxiedPorts() -> [Finding] {
        let ports = [
            (target.visitorPorts.https, CloudflareNetworks.httpsPorts),
            (target.visitorPorts.http, CloudflareNetworks.httpPorts),
        ]
        return ports.filter { !$0.1.contains($0.0) }.map {
            Finding(.edge(.portNotProxied($0.0)), severity: .warning)
        }
    }

    /// Returns a finding if the live edge refuses the name because it has no certificate for it.
    func uncoveredName() -> [Finding] {
        guard case .failed(.alertReceived, _) = observation.live?.https.handshake else { return [] }
        return [Finding(.edge(.notCovered(name: target.host.ascii)), severity: .warning)]
    }
}
