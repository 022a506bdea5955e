internal import CertificateForge
internal import EdgePolicy
internal import OriginFacts

extension LabCatalog {
    /// Origins with two different addresses. Shares are per address. After 521, 525 or 526, the
    /// edge retries once on the other address (developers.cloudflare.com/fundamentals:
    /// zero-downtime failover).
    static let pools: [LabOrigin] = [
        LabOrigin(
            "pool-one-down", "two addresses, one refuses", .mixedPool,
            pool: [LabServer(1), LabServer(2, tls: .closed, http: .closed)],
            expected: .everywhere(.mixed(["200", "521"])), basis: .inferred,
            source: "round-robin-dns"),
        LabOrigin(
            "pool-one-expired", "two addresses, one with an expired certificate",
            .mixedPool,
            pool: [
                LabServer(1),
                LabServer(
                    2,
                    tls: .tls(
                        .sends(.sound { $0.notAfter = $1 - CertificateRecipe.day }), .page)),
            ],
            expected: .legs(plain: "200", tls: "200", validated: .mixed(["200", "526"])),
            basis: .inferred, source: "round-robin-dns; error-526"),
        LabOrigin(
            "pool-both-bad", "two addresses, self-signed and without TLS", .mixedPool,
            pool: [
                LabServer(1, tls: .tls(.sends(.selfSigned), .page)),
                LabServer(2, tls: .closed),
            ],
            expected: .legs(
                plain: "200", tls: .mixed(["200", "521"]), validated: .mixed(["526", "521"])),
            basis: .inferred, source: "round-robin-dns; error-521; error-526"),
        LabOrigin(
            "pool-even", "two addresses, both sound", .evenPool,
            pool: [LabServer(1), LabServer(2)],
            expected: .everywhere("200"), source: "round-robin-dns"),
        LabOrigin(
            "pool-both-expired", "two addresses, both with an expired certificate", .evenPool,
            pool: [1, 2].map {
                LabServer(
                    $0,
                    tls: .tls(
                        .sends(.sound { $0.notAfter = $1 - CertificateRecipe.day }), .page))
            },
            expected: .certificateFault, source: "round-robin-dns; error-526"),
        LabOrigin(
            "pool-one-silent", "two addresses, the TLS port of one never answers", .mixedPool,
            pool: [LabServer(1), LabServer(2, tls: .plain(.silent))],
            expected: .overTLS(.mixed(["200", "522-or-525"])), basis: .inferred,
            source: "round-robin-dns; Pingora connectors"),
        LabOrigin(
            "pool-one-redirects", "two addresses, one redirects http to https", .mixedPool,
            pool: [LabServer(1), LabServer(2, http: .plain(.site(.redirect(to: .https))))],
            expected: ExpectedOutcomes(
                off: .both(.mixed(["200", "loop"])), flexible: .both(.mixed(["200", "loop"])),
                full: .both("200"), strict: .both("200"), sslOnly: .both("200")),
            basis: .inferred, source: "round-robin-dns; too-many-redirects"),
    ]
}
