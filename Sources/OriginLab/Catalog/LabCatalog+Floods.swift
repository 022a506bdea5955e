internal import CertificateForge
internal import EdgePolicy

extension LabCatalog {
    /// Origins that send too much, too little or too slowly, and default sites.
    static let floods: [LabOrigin] = [
        raw(
            "endless-header", "400 KB of header without an end", .largeHeader,
            .answers(
                "HTTP/1.1 200 OK\r\n"
                    + String(
                        repeating: "x-more: " + String(repeating: "y", count: 1_000) + "\r\n",
                        count: 400), .stay),
            expected: .everywhere("520"), source: "error-520"),
        raw(
            "endless-line", "one header field that never ends", .largeHeader,
            .answers(
                "HTTP/1.1 200 OK\r\nx-more: " + String(repeating: "y", count: 400_000), .stay),
            expected: .everywhere("520"), source: "error-520"),
        raw(
            "endless-body", "a body without a length, longer than a megabyte", .endlessBody,
            .answers(
                "HTTP/1.1 200 OK\r\n\r\n<title>An ordinary site</title>"
                    + String(repeating: "x", count: 1_000_000), .stay),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 9112 section 6.3"),
        raw(
            "unended-body", "a short body without a length; the connection stays open",
            .endlessBody,
            .answers("HTTP/1.1 200 OK\r\n\r\n<title>An ordinary site</title>", .stay),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 9112 section 6.3"),
        raw(
            "surplus-body", "a body longer than its Content-Length", .brokenBody,
            .answers("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok and more", .hangUp),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 9112 section 6.3"),
        raw(
            "reset-in-header", "RST inside the header", .answerReset,
            .answers("HTTP/1.1 200 OK\r\nserver: origin-lab\r\nx-half: wri", .reset),
            expected: .everywhere("520"), source: "error-520"),
        LabOrigin(
            "hangs-up-at-once", "FIN as soon as a connection opens, on both ports",
            .handshakeClosed,
            tls: .plain(.greets([], .hangUp)), http: .plain(.greets([], .hangUp)),
            expected: .legs(plain: "520", tls: "525", validated: "525"), basis: .inferred,
            source: "error-520; Pingora boringssl_openssl/client.rs"),
        LabOrigin(
            "handshake-trickles", "the TLS port sends a record at a byte a second",
            .stalledHandshake,
            tls: .plain(.trickles([0x16, 0x03, 0x03, 0x3F, 0xFF])),
            expected: .overTLS(.oneOf(["522-or-525", "525"])), basis: .inferred,
            source: "Pingora connectors"),
        LabOrigin(
            "smtp-on-tls-port", "a mail server on the TLS port", .foreignBanner,
            tls: .plain(.greets("220 mail.lab.test ESMTP\r\n", .stay)),
            expected: .overTLS("525"), basis: .inferred,
            source: "Pingora boringssl_openssl/client.rs"),
        LabOrigin(
            "http2-refused-stream", "negotiates HTTP/2, answers with unknown frames",
            .brokenHTTP2,
            tls: .tls(
                .sends(.sound) { $0.applicationProtocol = .choose(["h2"]) },
                .answers(Array(repeating: 0xFF, count: 64), .hangUp)),
            expected: .overTLS("520"), source: "error-520"),
        placeholder(
            "traefik-default", "Traefik's default certificate and its 404", "TRAEFIK DEFAULT CERT"),
        placeholder("plesk-default", "Plesk's default certificate", "Plesk"),
        placeholder("localhost-default", "a certificate made for localhost", "localhost"),
        LabOrigin(
            "panel-default-page", "the TLS port serves a control panel's default page", .otherSite,
            tls: .tls(.sends(.sound), .site(.page(Page(title: "Default Web Site Page")))),
            expected: .everywhere("200"), source: "automatic SSL/TLS: similarity"),
        LabOrigin(
            "other-target", "both ports redirect, each to another URL", .otherSite,
            tls: .tls(.sends(.sound), .site(.location("https://tls.test/"))),
            http: .plain(.site(.location("https://plain.test/"))),
            expected: .everywhere("301"), source: "automatic SSL/TLS: similarity"),
        LabOrigin(
            "other-status", "port 80 serves the site, the TLS port answers 404", .otherSite,
            tls: .tls(.sends(.sound), .site(.status(404, title: "404 Not Found"))),
            expected: .overTLS("404"), source: "automatic SSL/TLS: similarity"),
        LabOrigin(
            "pool-of-three", "three addresses: one sound, one refuses, one expired", .mixedPool,
            pool: [
                LabServer(1), LabServer(2, tls: .closed, http: .closed),
                LabServer(
                    3,
                    tls: .tls(
                        .sends(.sound { $0.notAfter = $1 - CertificateRecipe.day }), .page)),
            ],
            expected: .legs(
                plain: .mixed(["200", "521", "200"]), tls: .mixed(["200", "521", "200"]),
                validated: .mixed(["200", "521", "526"])),
            basis: .inferred, source: "round-robin-dns; error-521; error-526"),
        LabOrigin(
            "pool-two-certificates", "two addresses, one with a certificate for another name",
            .mixedPool,
            pool: [
                LabServer(1),
                LabServer(2, tls: .tls(.sends(.forNames("other.lab.test")), .page)),
            ],
            expected: .legs(plain: "200", tls: "200", validated: .mixed(["200", "526"])),
            basis: .inferred, source: "round-robin-dns; error-526"),
    ]

    private static func placeholder(
        _ id: String, _ summary: String, _ commonName: String
    ) -> LabOrigin {
        let certificate = LabCertificate(
            issuer: .itself, rest: [],
            change: { recipe, _ in
                recipe.subject = SubjectName(commonName: commonName)
                recipe.names = [.dns("default.invalid")]
            })
        return LabOrigin(
            id, summary, .ingressDefault,
            tls: .tls(.sends(certificate), .site(.status(404, title: "404 Not Found"))),
            expected: .legs(plain: "200", tls: "404", validated: "526"),
            source: "error-526; automatic SSL/TLS: similarity")
    }
}
