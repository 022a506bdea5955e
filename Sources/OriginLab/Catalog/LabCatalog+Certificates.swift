internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// Origins with a leaf that is wrong or looks wrong.
    static let certificates: [LabOrigin] = [
        LabOrigin(
            "self-signed", "a self-signed certificate", .selfSigned,
            tls: .tls(.sends(.selfSigned), .page),
            expected: .certificateFault, source: "error-526"),
        LabOrigin(
            "expired", "the certificate expired yesterday", .outOfDate,
            tls: .tls(.sends(.sound { $0.notAfter = $1 - CertificateRecipe.day }), .page),
            expected: .certificateFault, source: "error-526"),
        LabOrigin(
            "not-yet-valid", "the certificate is valid from tomorrow", .outOfDate,
            tls: .tls(.sends(.sound { $0.notBefore = $1 + CertificateRecipe.day }), .page),
            expected: .certificateFault, source: "full-strict"),
        LabOrigin(
            "wrong-name", "a certificate for another name", .wrongName,
            tls: .tls(.sends(.forNames("other.lab.test")), .page),
            expected: .certificateFault, source: "error-526"),
        LabOrigin(
            "cn-only", "the name is in the common name only, without a SAN", .commonNameOnly,
            tls: .tls(.sends(.sound { recipe, _ in recipe.names = [] }), .page),
            expected: .everywhere("200"),
            source: "full-strict: \"CN or SAN\"; BoringSSL x509_vfy.cc"),
        LabOrigin(
            "cn-beside-san", "the common name matches, the SAN does not", .commonNameOnly,
            tls: .tls(
                .sends(.sound { recipe, _ in recipe.names = [.dns("other.lab.test")] }), .page),
            expected: .certificateFault, basis: .inferred, source: "BoringSSL X509_check_host"),
        LabOrigin(
            "wildcard", "*.lab.test covers one label", .wildcard,
            tls: .tls(.sends(.forNames("*.lab.test")), .page),
            expected: .everywhere("200"), source: "origin-ca"),
        LabOrigin(
            "wildcard-too-deep", "*.lab.test does not cover two labels", .wildcard,
            hostname: "two.wildcard-too-deep.lab.test",
            tls: .tls(.sends(.forNames("*.lab.test")), .page),
            expected: .certificateFault, basis: .inferred,
            source: "origin-ca; RFC 6125 section 6.4.3"),
        LabOrigin(
            "client-purpose", "the extended key usage allows clients only", .wrongPurpose,
            tls: .tls(
                .sends(
                    .sound { recipe, _ in recipe.extendedKeyUsage = [.clientAuthentication] }),
                .page),
            expected: .certificateFault, basis: .inferred,
            source: "BoringSSL X509_PURPOSE_SSL_SERVER"),
        LabOrigin(
            "critical-extension", "an unknown critical extension", .criticalExtension,
            tls: .tls(
                .sends(.sound { recipe, _ in recipe.extraExtensions = [.criticalUnknown] }), .page),
            expected: .certificateFault, basis: .inferred,
            source: "RFC 5280 section 4.2; BoringSSL x509_vfy.cc"),
        LabOrigin(
            "bad-signature", "a bit of the certificate's signature is wrong", .badSignature,
            tls: .tls(.sends(LabCertificate(isSignatureBroken: true)), .page),
            expected: .certificateFault, source: "full-strict"),
        LabOrigin(
            "must-staple", "must-staple, but no OCSP response is stapled", .mustStaple,
            tls: .tls(
                .sends(.sound { recipe, _ in recipe.extraExtensions = [.mustStaple] }), .page),
            expected: .everywhere("200"), basis: .inferred, source: "full-strict; RFC 7633"),
        LabOrigin(
            "empty-subject", "an empty subject, the name in a critical SAN", .emptySubject,
            tls: .tls(.sends(.sound { recipe, _ in recipe.subject = SubjectName() }), .page),
            expected: .everywhere("200"), source: "full-strict; RFC 5280 section 4.2.1.6"),
        LabOrigin(
            "address-only", "a certificate for the address instead of the name", .wrongName,
            tls: .tls(
                .sends(
                    .sound { recipe, _ in
                        recipe.subject = SubjectName(commonName: "127.0.0.1")
                        recipe.names = [.ip([127, 0, 0, 1])]
                    }), .page),
            expected: .certificateFault, source: "error-526"),
        LabOrigin(
            "capitals", "the name in capital letters", .nameSpelling,
            tls: .tls(.sends(.forNames("CAPITALS.LAB.TEST")), .page),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 6125 section 6.4.1"),
        LabOrigin(
            "nul-in-name", "the name, a NUL and another domain in the SAN", .hostileName,
            tls: .tls(
                .sends(
                    .sound { recipe, _ in
                        recipe.names = [
                            .rawDNS(Array("nul-in-name.lab.test\0.evil.test".utf8))
                        ]
                    }), .page),
            expected: .certificateFault, basis: .inferred, source: "BoringSSL X509_check_host"),
        LabOrigin(
            "rsa-1024", "an RSA key of 1,024 bits", .weakCryptography,
            tls: .tls(.sends(LabCertificate(key: .rsa(bits: 1024))), .page),
            expected: .legs(
                plain: "200", tls: "200", validated: .oneOf(["200", "unknown"])),
            basis: .unknown, source: "full-strict says nothing of key sizes"),
        LabOrigin(
            "sha1-signature", "a certificate signed with SHA-1", .weakCryptography,
            tls: .tls(.sends(.sound { recipe, _ in recipe.digest = .sha1 }), .page),
            expected: .legs(
                plain: "200", tls: "200", validated: .oneOf(["200", "unknown"])),
            basis: .unknown, source: "full-strict says nothing of digests"),
        LabOrigin(
            "ingress-default", "an ingress controller's fake certificate and its 404",
            .ingressDefault,
            tls: .tls(.sends(.ingressFake), .site(.status(404, title: "404 Not Found"))),
            expected: .legs(plain: "200", tls: "404", validated: "526"), source: "error-526"),
    ]
}

extension LabCertificate {
    /// Creates a valid certificate for these names instead of the origin's.
    static func forNames(_ names: String...) -> LabCertificate {
        .sound { recipe, _ in
            recipe.subject = SubjectName(commonName: names.first)
            recipe.names = names.map { .dns($0) }
        }
    }

    /// The certificate that ingress-nginx sends if no secret matches.
    fileprivate static let ingressFake = LabCertificate(
        issuer: .itself, rest: [],
        change: { recipe, _ in
            recipe.subject = SubjectName(
                commonName: "Kubernetes Ingress Controller Fake Certificate",
                organization: "Acme Co")
            recipe.names = [.dns("ingress.local")]
        })
}
