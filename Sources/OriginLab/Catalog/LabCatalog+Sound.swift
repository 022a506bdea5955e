internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// Nothing wrong.
    static let sound: [LabOrigin] = [
        LabOrigin(
            "healthy", "a trusted certificate, the same site on both ports", .sound,
            expected: .everywhere("200"), source: "ssl-modes"),
        LabOrigin(
            "rsa", "an RSA certificate of 2,048 bits", .sound,
            tls: .tls(.sends(LabCertificate(key: .rsa(bits: 2048))), .page),
            expected: .everywhere("200"), source: "ssl-modes"),
        LabOrigin(
            "origin-ca", "a 15-year certificate straight from an Origin CA root", .originCA,
            tls: .tls(.sends(.likeOriginCA), .page),
            expected: .everywhere("200"), source: "full-strict"),
        LabOrigin(
            "http2", "speaks HTTP/2 over TLS", .http2,
            tls: .tls(.sends(.sound) { $0.applicationProtocol = .choose(["h2"]) }, .page),
            expected: .everywhere("200"), source: "http2-to-origin"),
        LabOrigin(
            "tls13-only", "nothing below TLS 1.3", .sound,
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
    /// The look of Cloudflare's Origin CA: no intermediate, no host in the subject, apex and wildcard
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
