internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// IPv6, alone and beside IPv4, which the edge prefers
    /// (developers.cloudflare.com/network/ipv6-compatibility). Left out where there is no `::1`.
    static let families: [LabOrigin] = [
        LabOrigin(
            "ipv6-only", "an IPv6 address and no other", .ipv6, pool: [.ipv6()],
            expected: .everywhere("200"), source: "ipv6-compatibility"),
        LabOrigin(
            "ipv6-only-expired", "IPv6 only, with a certificate that has ended", .ipv6,
            pool: [
                .ipv6(
                    tls: .tls(
                        .sends(.sound { $0.notAfter = $1 - CertificateRecipe.day }), .page))
            ],
            expected: .certificateFault, source: "ipv6-compatibility; error-526"),
        LabOrigin(
            "ipv6-down", "IPv4 answers, IPv6 refuses", .ipv6,
            pool: [LabServer(1), .ipv6(tls: .closed, http: .closed)],
            expected: .everywhere("200"), source: "ipv6-compatibility"),
        LabOrigin(
            "ipv4-down", "IPv6 answers, IPv4 refuses: the edge asks IPv4", .ipv6,
            pool: [LabServer(1, tls: .closed, http: .closed), .ipv6()],
            expected: .everywhere("521"), basis: .inferred,
            source: "ipv6-compatibility; error-521"),
    ]
}
