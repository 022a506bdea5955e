internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// Origins whose handshake with the edge fails or barely succeeds.
    static let handshakes: [LabOrigin] = [
        LabOrigin(
            "tls10-rsa", "TLS 1.0 only, RSA: the edge still supports it", .oldProtocol,
            tls: .tls(
                .sends(LabCertificate(key: .rsa(bits: 2048))) { $0.maximumVersion = .tls10 },
                .page),
            expected: .everywhere("200"), source: "cipher-suites"),
        LabOrigin(
            "tls10-ecdsa", "TLS 1.0 only, ECDSA: the edge has no suite for it", .oldProtocol,
            tls: .tls(.sends(.sound) { $0.maximumVersion = .tls10 }, .page),
            expected: .overTLS("525"), basis: .inferred, source: "cipher-suites"),
        LabOrigin(
            "dhe-only", "TLS 1.2 with DHE suites only", .noSharedCipher,
            tls: .tls(
                .sends(LabCertificate(key: .rsa(bits: 2048))) {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0"
                }, .page),
            expected: .overTLS("525"), source: "cipher-suites; error-525"),
        LabOrigin(
            "chacha-only", "TLS 1.2 with CHACHA20 only", .noSharedCipher,
            tls: .tls(
                .sends(.sound) {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "ECDHE-ECDSA-CHACHA20-POLY1305"
                }, .page),
            expected: .overTLS("525"), source: "cipher-suites; error-525"),
        LabOrigin(
            "p521-only", "the P-521 group only", .noSharedGroup,
            tls: .tls(.sends(.sound) { $0.groups = "P-521" }, .page),
            expected: .overTLS(.oneOf(["525", "unknown"])), basis: .inferred,
            source: "cipher-suites"),
        LabOrigin(
            "ed25519", "an Ed25519 certificate, which the edge does not support",
            .unsupportedKey,
            tls: .tls(.sends(LabCertificate(key: .ed25519)), .page),
            expected: .overTLS("525"), basis: .inferred, source: "Pingora boringssl_openssl/mod.rs"),
        LabOrigin(
            "unrecognized-name", "refuses this server name with an alert", .unknownServerName,
            tls: .tls(
                .sendsNothing { $0.unknownName = .refuse }, .page),
            expected: .overTLS("525"), source: "error-525"),
        LabOrigin(
            "alpn-refused", "refuses every application protocol with an alert",
            .applicationProtocolRefused,
            tls: .tls(.sends(.sound) { $0.applicationProtocol = .refuse }, .page),
            expected: .overTLS("525"), basis: .inferred, source: "RFC 7301 section 3.2; error-525"),
        LabOrigin(
            "no-certificate", "TLS without any certificate configured", .noCertificate,
            tls: .tls(.sendsNothing(), .page),
            expected: .overTLS("525"), source: "error-525"),
        LabOrigin(
            "hello-retry", "P-384 only: needs a HelloRetryRequest",
            .helloRetry,
            tls: .tls(
                .sends(.sound) {
                    $0.minimumVersion = .tls13
                    $0.groups = "P-384"
                }, .page),
            expected: .everywhere("200"), source: "cipher-suites; RFC 8446 section 4.1.4"),
        LabOrigin(
            "rsa-key-exchange", "AES128-SHA only: no forward secrecy; the edge accepts it",
            .staticRSA,
            tls: .tls(
                .sends(LabCertificate(key: .rsa(bits: 2048))) {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "AES128-SHA:@SECLEVEL=0"
                }, .page),
            expected: .everywhere("200"), source: "cipher-suites"),
        LabOrigin(
            "aes256-gcm-only", "AES256-GCM-SHA384 only: in Pingora, not in the documentation",
            .noSharedCipher,
            tls: .tls(
                .sends(LabCertificate(key: .rsa(bits: 2048))) {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "AES256-GCM-SHA384:@SECLEVEL=0"
                }, .page),
            expected: .overTLS(.oneOf(["525", "unknown"])), basis: .unknown,
            source: "cipher-suites; Pingora boringssl_openssl/mod.rs"),
        LabOrigin(
            "sni-needed", "the right certificate with SNI, another by default",
            .serverNameChoice,
            tls: .tls(
                .sends(.forNames("default.lab.test")).with {
                    $0.named = ["sni-needed.lab.test": .sound]
                }, .page),
            expected: .everywhere("200"), source: "origin-rules: SNI"),
        LabOrigin(
            "two-certificates", "an ECDSA and an RSA certificate", .severalCertificates,
            tls: .tls(
                .sends(.sound).with {
                    $0.certificates.append(LabCertificate(key: .rsa(bits: 2048)))
                }, .page),
            expected: .everywhere("200"), source: "ssl-modes"),
        LabOrigin(
            "client-certificate-tls12", "requires a client certificate, TLS 1.2",
            .clientCertificate,
            tls: .tls(.demanding { $0.maximumVersion = .tls12 }, .page),
            expected: .overTLS("525"), basis: .inferred,
            source: "Pingora boringssl_openssl/client.rs"),
        LabOrigin(
            "client-certificate-tls13", "requires a client certificate, TLS 1.3",
            .clientCertificate,
            tls: .tls(.demanding { $0.minimumVersion = .tls13 }, .page),
            expected: .overTLS("520"), basis: .inferred,
            source: "error-520; RFC 8446 section 4.4.2.4"),
        LabOrigin(
            "client-certificate-400", "asks for a client certificate, answers 400 without one",
            .clientCertificateByHTTP,
            tls: .tls(
                .sends(.sound).with { $0.demand = .asked(authority: "Lab Clients") },
                .site(.needsClientCertificate)),
            expected: .overTLS("400"), basis: .community, source: "nginx ssl_verify_client"),
        LabOrigin(
            "cloudflare-pull", "requires Cloudflare's client certificate",
            .cloudflarePull,
            tls: .tls(
                .sends(.sound).with {
                    $0.demand = .required(authority: "origin-pull.cloudflare.net")
                }, .page),
            expected: .overTLS("unknown"), source: "authenticated-origin-pull"),
    ]
}

extension TLSBehaviour {
    /// Creates a server that requires a client certificate from a private CA.
    fileprivate static func demanding(
        _ change: @escaping @Sendable (inout ServerTLSSettings) -> Void
    ) -> TLSBehaviour {
        sends(.sound, change).with { $0.demand = .required(authority: "Lab Clients") }
    }
}
