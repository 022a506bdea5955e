internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// Servers today's libraries cannot be made to play, and one of tomorrow.
    static let oldServers: [LabOrigin] = [
        old(
            "triple-des-only", "TLS 1.0 with DES-CBC3-SHA only: the edge has it, OpenSSL not",
            .tripleDES, OldServer(version: 0x0301, suites: [0x000A], refusal: .alert(40)),
            expected: "unknown", basis: .unknown),
        old(
            "triple-des-only-closes", "the same, but hangs up on who does not offer it",
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
            "h2-only", "HTTP/2 whatever the client offers", .http2,
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
