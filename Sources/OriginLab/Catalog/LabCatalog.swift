internal import CertificateForge
internal import EdgePolicy

/// The catalog of all origins in the lab.
package enum LabCatalog {
    /// The origins in the order of their ports. Add new origins to the end of the last list, so
    /// that no port changes.
    package static let origins: [LabOrigin] =
        sound + certificates + chains + handshakes + transport + answers + redirects + pools
        + hostile + walks + floods + oldServers + families

    /// Returns the origins with these ids and their indices in the catalog, or all origins if no id
    /// is given.
    static func select(
        _ ids: [String]
    ) throws(LabFailure) -> [(index: Int, origin: LabOrigin)] {
        let all = origins.enumerated().map { (index: $0.offset, origin: $0.element) }
        for id in ids where !all.contains(where: { $0.origin.id == id }) {
            throw .unknownOrigin(id: id)
        }
        return ids.isEmpty ? all : all.filter { ids.contains($0.origin.id) }
    }
}

extension LabCatalog {
    /// Correctly configured origins.
    static let sound: [LabOrigin] = [
        LabOrigin(
            "healthy", "a trusted certificate, the same site on both ports", .sound,
            expected: .everywhere("200"), source: "ssl-modes"),
        LabOrigin(
            "rsa", "an RSA certificate of 2,048 bits", .sound,
            tls: .tls(.sends(LabCertificate(key: .rsa(bits: 2048))), .page),
            expected: .everywhere("200"), source: "ssl-modes"),
        LabOrigin(
            "origin-ca", "a 15-year certificate issued by an Origin CA root", .originCA,
            tls: .tls(.sends(.likeOriginCA), .page),
            expected: .everywhere("200"), source: "full-strict"),
        LabOrigin(
            "http2", "speaks HTTP/2 over TLS", .http2,
            tls: .tls(.sends(.sound) { $0.applicationProtocol = .choose(["h2"]) }, .page),
            expected: .everywhere("200"), source: "http2-to-origin"),
        LabOrigin(
            "tls13-only", "TLS 1.3 only", .sound,
            tls: .tls(.sends(.sound) { $0.minimumVersion = .tls13 }, .page),
            expected: .everywhere("200"), source: "cipher-suites"),
        LabOrigin(
            "early-hints", "103 Early Hints before the page", .interimAnswers,
            tls: .tls(
                .sends(.sound) { $0.applicationProtocol = .ignore },
                .site(.page(Page(delivery: .chunked, interim: [103])))),
            http: .plain(.site(.page(Page(delivery: .chunked, interim: [103])))),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 8297"),
    ]
}

extension LabCertificate {
    /// A certificate like those from Cloudflare's Origin CA, without an intermediate and without a
    /// host name in the subject, for the apex and a wildcard
    /// (developers.cloudflare.com/ssl/origin-configuration/origin-ca).
    fileprivate static let likeOriginCA = LabCertificate(
        issuer: .originCA, rest: [],
        change: { recipe, now in
            recipe.subject = SubjectName(
                commonName: "CloudFlare Origin Certificate", organization: "CloudFlare, Inc.",
                organizationalUnit: "CloudFlare Origin CA")
            recipe.names = [.dns("*.lab.test"), .dns("lab.test")]
            recipe.extendedKeyUsage = [.clientAuthentication, .serverAuthentication]
            recipe.notAfter = now + 15 * 365 * CertificateRecipe.day
        })
}

extension LabCatalog {
    /// Origins with IPv6, alone or together with IPv4, which the edge prefers
    /// (developers.cloudflare.com/network/ipv6-compatibility). They are left out if the machine has
    /// no `::1`.
    static let families: [LabOrigin] = [
        LabOrigin(
            "ipv6-only", "an IPv6 address only", .ipv6, pool: [.ipv6()],
            expected: .everywhere("200"), source: "ipv6-compatibility"),
        LabOrigin(
            "ipv6-only-expired", "IPv6 only, with an expired certificate", .ipv6,
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
            "ipv4-down", "IPv6 answers, IPv4 refuses: the edge uses IPv4", .ipv6,
            pool: [LabServer(1, tls: .closed, http: .closed), .ipv6()],
            expected: .everywhere("521"), basis: .inferred,
            source: "ipv6-compatibility; error-521"),
    ]
}
