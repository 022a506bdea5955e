internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// Origins that accept connections but send a response that is wrong or looks wrong.
    static let answers: [LabOrigin] = [
        raw(
            "empty-answer", "closes the connection without a response", .emptyAnswer,
            .answers([], .hangUp), expected: .everywhere("520"), source: "error-520"),
        raw(
            "malformed-answer", "answers something that is not HTTP", .malformedAnswer,
            .answers("HELLO WORLD, THIS IS NOT HTTP\r\n\r\n", .hangUp),
            expected: .everywhere("520"), source: "error-520"),
        raw(
            "cut-header", "closes inside the header", .malformedAnswer,
            .answers("HTTP/1.1 200 OK\r\nserver: origin-lab\r\nx-half: wri", .hangUp),
            expected: .everywhere("520"), source: "error-520"),
        raw(
            "trickle", "one byte a second, endlessly", .tricklingAnswer,
            .trickles(Array("HTTP/1.1 200 OK\r\nx-slow: yes\r\n".utf8)),
            expected: .everywhere(.oneOf(["unknown", "524", "520"])), basis: .unknown,
            source: "error-524"),
        raw(
            "no-answer", "accepts the request and never answers", .noAnswer,
            .silent, expected: .secondQuestionLate("524"), basis: .inferred, source: "error-524"),
        LabOrigin(
            "header-200k", "a header of 200 KB", .largeHeader,
            tls: .tls(.rawSpeaking, .site(.page(Page(headerPadding: 200_000)))),
            http: .plain(.site(.page(Page(headerPadding: 200_000)))),
            expected: .everywhere("520"), source: "error-520"),
        LabOrigin(
            "header-100k", "a header of 100 KB: large, but within the edge's limit", .largeHeader,
            tls: .tls(.rawSpeaking, .site(.page(Page(headerPadding: 100_000)))),
            http: .plain(.site(.page(Page(headerPadding: 100_000)))),
            expected: .everywhere("200"), source: "error-520"),
        LabOrigin(
            "cut-body", "closes in the middle of the body", .truncatedBody,
            tls: .tls(.rawSpeaking, .site(.page(Page(delivery: .truncated)))),
            http: .plain(.site(.page(Page(delivery: .truncated)))),
            expected: .everywhere(.oneOf(["200", "520"])), basis: .inferred, source: "error-502-504"
        ),
        LabOrigin(
            "broken-http2", "negotiates HTTP/2, answers in HTTP/1.1", .brokenHTTP2,
            tls: .tls(
                .sends(.sound) { $0.applicationProtocol = .choose(["h2"]) },
                .answers("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", .hangUp)),
            expected: .overTLS("520"), source: "error-520"),
        LabOrigin(
            "http2-goaway", "negotiates HTTP/2, then sends GOAWAY", .brokenHTTP2,
            tls: .tls(
                .sends(.sound) { $0.applicationProtocol = .choose(["h2"]) },
                .answers(settingsAndGoAway, .hangUp)),
            expected: .overTLS("520"), source: "error-520"),
        raw(
            "http10", "HTTP/1.0, the body ends with the connection", .oldHTTP,
            .answers(
                "HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\n<title>Old</title>\n", .hangUp),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 9112 section 6.3"),
        same(
            "slow-answer", "answers after a short delay", .slowAnswer,
            Page(delay: 300), expected: .everywhere("200"), source: "error-524"),
        same(
            "large-body", "a page of one megabyte", .largeBody,
            Page(padding: 1_000_000), expected: .everywhere("200"), source: "error-responses"),
        same(
            "answered-by-edge", "the answer has a cf-ray: another Cloudflare edge", .edgeInFront,
            Page(fields: [("server", "cloudflare"), ("cf-ray", "8f0a1b2c3d4e5f60-FRA")]),
            expected: .everywhere("unknown"), basis: .inferred, source: "error-1000"),
        same(
            "password", "401 without a password", .strangersRefused,
            Page(
                status: 401, title: "401 Authorization Required",
                fields: [("www-authenticate", "Basic realm=\"lab\"")]),
            expected: .everywhere("401"), source: "error-responses"),
        same(
            "not-found", "404 on everything", .originError,
            Page(status: 404, title: "404 Not Found"),
            expected: .everywhere("404"), source: "error-responses"),
        LabOrigin(
            "forbidden", "403 to everyone but Cloudflare", .strangersRefused,
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

    /// An empty SETTINGS frame, then GOAWAY with ENHANCE_YOUR_CALM (RFC 9113 sections 6.5 and 6.8).
    private static let settingsAndGoAway: [UInt8] = [
        0, 0, 0, 4, 0, 0, 0, 0, 0,
        0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11,
    ]

    /// Creates an origin with the same page on both ports.
    static func same(
        _ id: String, _ summary: String, _ shape: LabShape, _ page: Page,
        expected: ExpectedOutcomes, basis: Basis = .documented, source: String
    ) -> LabOrigin {
        LabOrigin(
            id, summary, shape, tls: .tls(.sends(.sound), .site(.page(page))),
            http: .plain(.site(.page(page))), expected: expected, basis: basis, source: source)
    }

    /// Creates an origin that sends the same bytes on the HTTP port and, after a successful
    /// handshake, on the TLS port.
    static func raw(
        _ id: String, _ summary: String, _ shape: LabShape, _ conversation: Conversation,
        expected: ExpectedOutcomes, basis: Basis = .documented, source: String
    ) -> LabOrigin {
        LabOrigin(
            id, summary, shape, tls: .tls(.rawSpeaking, conversation),
            http: .plain(conversation), expected: expected,
            basis: basis, source: source)
    }
}
