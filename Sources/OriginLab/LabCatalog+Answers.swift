internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// The connection stands; the answer is at fault, or looks it.
    static let answers: [LabOrigin] = [
        raw(
            "empty-answer", "closes without a byte of an answer", .emptyAnswer,
            .answers([], .hangUp), expected: .everywhere("520"), source: "error-520"),
        raw(
            "malformed-answer", "answers what is no HTTP", .malformedAnswer,
            .answers("HELLO WORLD, THIS IS NOT HTTP\r\n\r\n", .hangUp),
            expected: .everywhere("520"), source: "error-520"),
        raw(
            "cut-header", "closes inside the header", .malformedAnswer,
            .answers("HTTP/1.1 200 OK\r\nserver: origin-lab\r\nx-half: wri", .hangUp),
            expected: .everywhere("520"), source: "error-520"),
        raw(
            "trickle", "one byte a second, without end", .tricklingAnswer,
            .trickles(Array("HTTP/1.1 200 OK\r\nx-slow: yes\r\n".utf8)),
            expected: .everywhere(.oneOf(["unknown", "524", "520"])), basis: .unknown,
            source: "error-524"),
        raw(
            "no-answer", "takes the request and never answers", .noAnswer,
            .silent, expected: .everywhere("524"), basis: .inferred, source: "error-524"),
        LabOrigin(
            "header-200k", "200 KB of header", .largeHeader,
            tls: .tls(.rawSpeaking, .site(.page(Page(filling: 200_000)))),
            http: .plain(.site(.page(Page(filling: 200_000)))),
            expected: .everywhere("520"), source: "error-520"),
        LabOrigin(
            "header-100k", "100 KB of header: much, and within the edge's limit", .largeHeader,
            tls: .tls(.rawSpeaking, .site(.page(Page(filling: 100_000)))),
            http: .plain(.site(.page(Page(filling: 100_000)))),
            expected: .everywhere("200"), source: "error-520"),
        LabOrigin(
            "cut-body", "closes in the middle of the body", .truncatedBody,
            tls: .tls(.rawSpeaking, .site(.page(Page(delivery: .truncated)))),
            http: .plain(.site(.page(Page(delivery: .truncated)))),
            expected: .everywhere(.oneOf(["200", "520"])), basis: .inferred, source: "error-502-504"
        ),
        LabOrigin(
            "broken-http2", "agrees on HTTP/2, answers HTTP/1.1", .brokenHTTP2,
            tls: .tls(
                .sends(.sound) { $0.applicationProtocol = .choose(["h2"]) },
                .answers("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", .hangUp)),
            expected: .overTLS("520"), source: "error-520"),
        LabOrigin(
            "forbidden", "403 to strangers", .strangersRefused,
            tls: .tls(.sends(.sound), .site(.status(403, title: "403 Forbidden"))),
            http: .plain(.site(.status(403, title: "403 Forbidden"))),
            expected: .everywhere("403"), source: "error-responses"),
        LabOrigin(
            "unavailable", "503 on everything", .originError,
            tls: .tls(.sends(.sound), .site(.status(503, title: "503 Service Unavailable"))),
            http: .plain(.site(.status(503, title: "503 Service Unavailable"))),
            expected: .everywhere("503"), source: "error-responses"),
        LabOrigin(
            "misdirected", "421 over TLS: this host is not served here", .misdirected,
            tls: .tls(.sends(.sound), .site(.only(hosts: ["other.lab.test"]))),
            expected: .overTLS("421"), source: "error-responses"),
        LabOrigin(
            "other-site", "the TLS port serves another site, status 200", .otherSite,
            tls: .tls(.sends(.sound), .site(.page(Page(title: "Another company")))),
            expected: .everywhere("200"), source: "automatic SSL/TLS: similarity"),
        LabOrigin(
            "default-page", "the TLS port serves the web server's welcome page", .otherSite,
            tls: .tls(.sends(.sound), .site(.page(Page(title: "Welcome to nginx!")))),
            expected: .everywhere("200"), source: "automatic SSL/TLS: similarity"),
    ]

    /// The same words on the HTTP port and, after a sound handshake, on the TLS port.
    private static func raw(
        _ id: String, _ summary: String, _ shape: LabShape, _ conversation: Conversation,
        expected: ExpectedOutcomes, basis: Basis = .documented, source: String
    ) -> LabOrigin {
        LabOrigin(
            id, summary, shape, tls: .tls(.rawSpeaking, conversation),
            http: .plain(conversation), expected: expected,
            basis: basis, source: source)
    }
}
