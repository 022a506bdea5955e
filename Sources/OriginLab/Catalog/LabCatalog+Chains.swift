internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// Origins with a chain that is wrong or looks wrong above the leaf.
    static let chains: [LabOrigin] = [
        LabOrigin(
            "leaf-only", "the intermediate is not sent", .incompleteChain,
            tls: .tls(.sends(LabCertificate(rest: [])), .page),
            expected: .certificateFault, source: "error-526"),
        LabOrigin(
            "wrong-intermediate", "another CA's intermediate is sent", .incompleteChain,
            tls: .tls(.sends(LabCertificate(rest: [.stranger])), .page),
            expected: .certificateFault, source: "error-526"),
        LabOrigin(
            "untidy-chain", "root first, an unrelated certificate, intermediate last",
            .untidyChain,
            tls: .tls(.sends(LabCertificate(rest: [.root, .stranger, .intermediate])), .page),
            expected: .everywhere("200"), basis: .inferred, source: "BoringSSL x509_vfy.cc"),
        LabOrigin(
            "root-sent", "the root is sent after the intermediate", .untidyChain,
            tls: .tls(.sends(LabCertificate(rest: [.intermediate, .root])), .page),
            expected: .everywhere("200"), basis: .inferred, source: "BoringSSL x509_vfy.cc"),
        LabOrigin(
            "unknown-ca", "a complete chain of an unknown CA", .unknownAuthority,
            tls: .tls(
                .sends(LabCertificate(issuer: .unknownCA, rest: [.intermediate, .root])), .page),
            expected: .certificateFault, source: "full-strict"),
        LabOrigin(
            "expired-intermediate", "the only intermediate expired yesterday", .badIssuer,
            tls: .tls(
                .sends(.under { $0.notAfter = $1 - CertificateRecipe.day }), .page),
            expected: .certificateFault, basis: .inferred, source: "BoringSSL x509_vfy.cc"),
        LabOrigin(
            "issuer-not-ca", "signed by a certificate that is not a CA", .badIssuer,
            tls: .tls(
                .sends(.under { recipe, _ in recipe.basicConstraint = .endEntity }), .page),
            expected: .certificateFault, basis: .inferred,
            source: "RFC 5280 section 6.1.4; BoringSSL x509_vfy.cc"),
        LabOrigin(
            "name-constraints", "the intermediate's name constraints exclude this name", .badIssuer,
            tls: .tls(
                .sends(
                    .under { recipe, _ in
                        recipe.nameConstraints = NameConstraints(excluded: [.dns("lab.test")])
                    }), .page),
            expected: .certificateFault, basis: .inferred,
            source: "RFC 5280 section 4.2.1.10; BoringSSL x509_vfy.cc"),
        LabOrigin(
            "path-too-long", "a CA below one with path length 0", .pathLength,
            tls: .tls(
                .sends(
                    LabCertificate(
                        issuer: .below([
                            { recipe, _ in recipe.basicConstraint = .authority(pathLength: 0) },
                            { _, _ in },
                        ]), rest: [.step(0), .step(1)])), .page),
            expected: .certificateFault, basis: .inferred,
            source: "RFC 5280 section 4.2.1.9; BoringSSL x509_vfy.cc"),
        LabOrigin(
            "long-chain", "five intermediates, all sent", .longChain,
            tls: .tls(.sends(.depth(5)), .page),
            expected: .everywhere("200"), basis: .inferred, source: "BoringSSL x509_vfy.cc"),
        LabOrigin(
            "oversized-chain", "more than 100 KB of certificates", .oversizedChain,
            tls: .tls(
                .sends(
                    LabCertificate(
                        rest: [.intermediate] + Array(repeating: .stranger, count: 300))), .page),
            expected: .overTLS("525"), basis: .inferred,
            source: "BoringSSL SSL_DEFAULT_MAX_CERT_LIST"),
    ]
}

extension LabCertificate {
    /// Creates a certificate signed by a separate intermediate, whose recipe has this change.
    fileprivate static func under(_ change: @escaping Change) -> LabCertificate {
        LabCertificate(issuer: .below([change]))
    }
}
