package import OriginFacts

/// Cloudflare's own addresses and ports. Sources: cloudflare.com/ips (read 2026-07-02) and
/// developers.cloudflare.com/fundamentals/reference/network-ports.
package enum CloudflareNetworks {
    /// The edge's address ranges, without addresses announced for customers (BYOIP).
    package static let ranges: [IPPrefix] = texts.compactMap { IPPrefix($0) }

    /// The HTTP ports that the edge proxies.
    package static let httpPorts: Set<UInt16> = [80, 8080, 8880, 2052, 2082, 2086, 2095]

    /// The HTTPS ports that the edge proxies.
    package static let httpsPorts: Set<UInt16> = [443, 2053, 2083, 2087, 2096, 8443]

    /// Whether the address belongs to the edge.
    package static func contains(_ address: IPAddress) -> Bool {
        ranges.contains { $0.contains(address) }
    }

    static let texts = [
        "173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22",
        "141.101.64.0/18", "108.162.192.0/18", "190.93.240.0/20", "188.114.96.0/20",
        "197.234.240.0/22", "198.41.128.0/17", "162.158.0.0/15", "104.16.0.0/13",
        "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22",
        "2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2405:b500::/32",
        "2405:8100::/32", "2a06:98c0::/29", "2c0f:f248::/32",
    ]
}

/// Cloudflare services that respond without an origin server of the owner.
public enum HostedService: String, Hashable, Sendable, CaseIterable {
    case tunnel
    case pages
    case workers
    case r2
}

/// The DNS suffixes of the services in `HostedService`. Sources: developers.cloudflare.com under
/// cloudflare-one/connections/connect-networks, pages, workers, r2.
enum HostedServiceTable {
    // swift-format-ignore
    private static let suffixes: [(String, HostedService)] = [
        (".cfargotunnel.com",         .tunnel),
        (".pages.dev",                .pages),
        (".workers.dev",              .workers),
        (".r2.dev",                   .r2),
        (".r2.cloudflarestorage.com", .r2),
    ]

    /// Returns the service behind an A-label name; nil for any other name.
    static func service(of name: String) -> HostedService? {
        suffixes.first { name.hasSuffix($0.0) }?.1
    }
}
