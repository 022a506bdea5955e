internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// Origins with responses that violate HTTP, or with TLS parameters that the edge does not
    /// support.
    static let hostile: [LabOrigin] = [
        raw(
            "broken-chunks", "a chunk whose length is not a number", .brokenBody,
            .answers(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\nnonsense\r\n", .hangUp),
            expected: .everywhere(.oneOf(["200", "520"])), basis: .inferred, source: "error-502-504"
        ),
        raw(
            "two-lengths", "two different Content-Length fields", .malformedAnswer,
            .answers(
                "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 7\r\n\r\nhello", .hangUp),
            expected: .everywhere("520"), basis: .inferred,
            source: "error-520; RFC 9112 section 6.3"),
        raw(
            "negative-length", "a negative Content-Length", .malformedAnswer,
            .answers("HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\nhello", .hangUp),
            expected: .everywhere("520"), basis: .inferred,
            source: "error-520; RFC 9112 section 6.3"),
        raw(
            "switches-protocols", "101 to a request without Upgrade", .malformedAnswer,
            .answers("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n", .hangUp),
            expected: .everywhere("520"), basis: .inferred,
            source: "error-520; RFC 9110 section 15.2.2"),
        raw(
            "interim-flood", "a thousand informational responses and no final one",
            .malformedAnswer,
            .answers(String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: 1_000), .hangUp),
            expected: .everywhere("520"), basis: .inferred, source: "error-520; RFC 8297"),
        same(
            "squeezed-page", "declares gzip and sends a megabyte of something else", .squeezedPage,
            Page(fields: [("content-encoding", "gzip")], padding: 1_000_000),
            expected: .everywhere("200"), basis: .inferred, source: "error-responses"),
        LabOrigin(
            "proxy-protocol", "both ports reset clients that send no PROXY line",
            .proxyProtocol,
            tls: .plain(.answers([], .reset)), http: .plain(.answers([], .reset)),
            expected: .legs(plain: "520", tls: "525", validated: "525"), basis: .inferred,
            source: "error-520; Pingora boringssl_openssl/client.rs"),
        same(
            "refreshing-page", "a page that redirects by a Refresh field", .refreshingPage,
            Page(fields: [("refresh", "0; url=https://refreshing-page.lab.test/")]),
            expected: .everywhere("200"), basis: .inferred, source: "error-responses"),
        same(
            "several-locations", "a redirect with two different Locations", .severalLocations,
            Page(
                status: 301, title: "Moved",
                fields: [("location", "https://a.test/"), ("location", "https://b.test/")]),
            expected: .everywhere("301"), basis: .inferred, source: "error-responses"),
        same(
            "multiple-choices", "300 with a Location, which browsers do not follow",
            .redirectWithoutLocation,
            Page(
                status: 300, title: "Multiple Choices",
                fields: [("location", "https://multiple-choices.lab.test/")]),
            expected: .everywhere("300"), basis: .inferred, source: "RFC 9110 section 15.4.1"),
        LabOrigin(
            "long-location", "a redirect to a path of 100 KB", .longLocation,
            tls: .tls(.rawSpeaking, .site(.page(longRedirect))),
            http: .plain(.site(.page(longRedirect))),
            expected: .everywhere(.oneOf(["unknown", "414"])), basis: .unknown,
            source: "connection-limits"),
        LabOrigin(
            "challenge-forbidden", "403 below /.well-known/, where renewals are validated",
            .challengeForbidden,
            tls: .tls(.sends(.sound), .site(.closedBelow("/.well-known/"))),
            http: .plain(.site(.closedBelow("/.well-known/"))),
            expected: .everywhere("200"), source: "RFC 8555 section 8.3"),
        LabOrigin(
            "sni-only", "no handshake without SNI", .serverNameChoice,
            tls: .tls(
                .sendsNothing { $0.unknownName = .refuse }.with {
                    $0.named = ["sni-only.lab.test": .sound]
                }, .page),
            expected: .everywhere("200"), source: "origin-rules: SNI"),
        LabOrigin(
            "sha256-cbc-only", "TLS 1.2 with SHA-256 CBC suites only", .noSharedCipher,
            tls: .tls(
                .sends(LabCertificate(key: .rsa(bits: 2048))) {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "ECDHE-RSA-AES128-SHA256:AES128-SHA256:@SECLEVEL=0"
                }, .page),
            expected: .overTLS("525"), source: "cipher-suites; error-525"),
        LabOrigin(
            "camellia-only", "TLS 1.2 with Camellia only", .noSharedCipher,
            tls: .tls(
                .sends(LabCertificate(key: .rsa(bits: 2048))) {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "ECDHE-RSA-CAMELLIA128-SHA256:CAMELLIA128-SHA:@SECLEVEL=0"
                }, .page),
            expected: .overTLS("525"), source: "cipher-suites; error-525"),
        LabOrigin(
            "brainpool-only", "TLS 1.2 with a Brainpool curve only", .noSharedGroup,
            tls: .tls(
                .sends(LabCertificate(key: .rsa(bits: 2048))) {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"
                    $0.groups = "brainpoolP256r1"
                }, .page),
            expected: .overTLS("525"), basis: .inferred, source: "cipher-suites"),
        LabOrigin(
            "early-answer", "answers before the request, once per connection", .earlyAnswer,
            tls: .tls(.rawSpeaking, .greets(overloaded, .stay)),
            http: .plain(.greets(overloaded, .stay)),
            expected: .everywhere(.oneOf(["503", "520"])), basis: .unknown, source: "error-520"),
    ]

    private static let overloaded =
        "HTTP/1.1 503 Overloaded\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"

    private static let longRedirect = Page.redirect(
        to: "/" + String(repeating: "a", count: 100_000))
}
