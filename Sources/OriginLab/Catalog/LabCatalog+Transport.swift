internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// Origins without a server, or with a server other than expected.
    static let transport: [LabOrigin] = [
        LabOrigin(
            "tls-closed", "nothing listens on the TLS port", .closedPort,
            tls: .closed,
            expected: .overTLS("521"), source: "error-521"),
        LabOrigin(
            "http-closed", "nothing listens on the HTTP port", .closedPort,
            http: .closed,
            expected: .overPlain("521"), basis: .inferred, source: "error-521"),
        LabOrigin(
            "both-closed", "nothing listens on either port", .closedPort,
            tls: .closed, http: .closed,
            expected: .everywhere("521"), basis: .inferred, source: "error-521"),
        LabOrigin(
            "tls-silent", "the TLS port accepts connections and never answers", .silentPort,
            tls: .plain(.silent),
            expected: .overTLS("522-or-525"), basis: .inferred, source: "Pingora connectors"),
        LabOrigin(
            "handshake-stalls", "sends its certificate, then goes silent", .stalledHandshake,
            tls: .tls(
                .sends(.sound) { $0.maximumVersion = .tls12 }.with { $0.interruption = .stall },
                .page),
            expected: .overTLS("522-or-525"), basis: .inferred, source: "Pingora connectors"),
        LabOrigin(
            "http-on-tls-port", "the TLS port speaks plain HTTP", .plainOnTLSPort,
            tls: .plain(.site(.status(400, title: "400 Bad Request"))),
            expected: .overTLS("525"), basis: .inferred,
            source: "error-525; Pingora boringssl_openssl/client.rs"),
        LabOrigin(
            "tls-on-http-port", "the HTTP port speaks TLS", .tlsOnPlainPort,
            http: .soundTLS,
            expected: .overPlain("520"), basis: .inferred, source: "error-520"),
        LabOrigin(
            "ssh-on-tls-port", "an SSH server on the TLS port", .foreignBanner,
            tls: .plain(.greets("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", .stay)),
            expected: .overTLS("525"), basis: .inferred,
            source: "Pingora boringssl_openssl/client.rs"),
        LabOrigin(
            "garbage-on-tls-port", "the TLS port answers with random bytes", .garbage,
            tls: .plain(.answers([0xDE, 0xAD, 0xBE, 0xEF, 0, 1, 2, 3, 4, 5, 6, 7], .hangUp)),
            expected: .overTLS("525"), basis: .inferred,
            source: "Pingora boringssl_openssl/client.rs"),
        LabOrigin(
            "reset-in-handshake", "RST in answer to the ClientHello", .handshakeReset,
            tls: .plain(.answers([], .reset)),
            expected: .overTLS("525"), basis: .inferred,
            source: "Pingora boringssl_openssl/client.rs"),
        LabOrigin(
            "reset-after-hello", "RST after the server's certificate", .handshakeReset,
            tls: .tls(
                .sends(.sound) { $0.maximumVersion = .tls12 }.with { $0.interruption = .reset },
                .page),
            expected: .overTLS("525"), basis: .inferred,
            source: "Pingora boringssl_openssl/client.rs"),
        LabOrigin(
            "closed-in-handshake", "FIN in answer to the ClientHello", .handshakeClosed,
            tls: .plain(.answers([], .hangUp)),
            expected: .overTLS("525"), basis: .inferred,
            source: "Pingora boringssl_openssl/client.rs"),
        LabOrigin(
            "reset-after-handshake", "RST in answer to the request over TLS", .answerReset,
            tls: .tls(.rawSpeaking, .answers([], .reset)),
            expected: .overTLS("520"), source: "error-520"),
        LabOrigin(
            "http-reset", "RST in answer to the request on the HTTP port", .answerReset,
            http: .plain(.answers([], .reset)),
            expected: .overPlain("520"), source: "error-520"),
    ]
}

extension TLSBehaviour {
    /// A successful handshake without ALPN, so that the client uses HTTP/1.1. The server then sends
    /// raw bytes.
    static let rawSpeaking = TLSBehaviour.sends(.sound) { $0.applicationProtocol = .ignore }
}

extension LabCatalog {
    /// Origins with old servers that current libraries cannot imitate, and one that supports only
    /// HTTP/2.
    static let oldServers: [LabOrigin] = [
        old(
            "triple-des-only", "TLS 1.0 with DES-CBC3-SHA only, which OpenSSL lacks",
            .tripleDES, OldServer(version: 0x0301, suites: [0x000A], refusal: .alert(40)),
            expected: "unknown", basis: .unknown),
        old(
            "triple-des-only-closes", "the same, but closes the connection without an alert",
            .tripleDES, OldServer(version: 0x0301, suites: [0x000A], refusal: .hangUp),
            expected: "unknown", basis: .unknown),
        old(
            "triple-des-only-tls12", "TLS 1.2 with DES-CBC3-SHA only", .tripleDES,
            OldServer(version: 0x0303, suites: [0x000A], refusal: .alert(71)),
            expected: "unknown", basis: .unknown),
        old(
            "rc4-only", "TLS 1.0 with RC4 only", .noSharedCipher,
            OldServer(version: 0x0301, suites: [0x0004, 0x0005], refusal: .alert(40)),
            expected: "525", basis: .inferred),
        old(
            "ssl3-only", "SSL 3.0 and nothing newer", .oldProtocol,
            OldServer(version: 0x0300, suites: [0x002F, 0x0035, 0x000A], refusal: .alert(40)),
            expected: "525", basis: .inferred),
        LabOrigin(
            "h2-only", "chooses HTTP/2 whatever the client offers", .http2,
            tls: .tls(.sends(.sound) { $0.applicationProtocol = .insist("h2") }, .page),
            expected: .everywhere("200"), source: "http2-to-origin"),
    ]

    private static func old(
        _ id: String, _ summary: String, _ shape: LabShape, _ server: OldServer,
        expected outcome: ExpectedOutcome, basis: Basis
    ) -> LabOrigin {
        LabOrigin(
            id, summary, shape, tls: .plain(.oldHandshake(server)),
            expected: .overTLS(outcome), basis: basis, source: "cipher-suites; error-525")
    }
}
