import OriginFacts
import OriginLab
import Testing

@Suite("Ports with TLS, contacted with the edge's ClientHello")
struct SecurePortTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let id: String
        let shown: [String]

        init(_ id: String, _ shown: String...) {
            self.id = id
            self.shown = shown
        }

        var testDescription: String { id }
    }

    private static let sound = "Verify return code: 0 (ok)"

    static let handshakes: [Row] = [
        Row("healthy", sound, "TLSv1.3"),
        Row("rsa", sound, "Peer signature type: RSA-PSS"),
        Row("origin-ca", sound, "CloudFlare Origin Certificate"),
        Row("http2", sound, "ALPN protocol: h2"),
        Row("h2-only", sound, "ALPN protocol: h2"),
        Row("tls13-only", sound, "TLSv1.3"),
        Row("self-signed", "self-signed certificate"),
        Row("expired", "certificate has expired"),
        Row("not-yet-valid", "certificate is not yet valid"),
        Row("wrong-name", "hostname mismatch"),
        Row("cn-only", sound),
        Row("cn-beside-san", "hostname mismatch"),
        Row("wildcard", sound),
        Row("wildcard-too-deep", "hostname mismatch"),
        Row("client-purpose", "unsuitable certificate purpose"),
        Row("critical-extension", "unhandled critical extension"),
        Row("bad-signature", "certificate signature failure"),
        Row("ingress-default", "Kubernetes Ingress Controller Fake Certificate", "self-signed"),
        Row("leaf-only", "unable to get local issuer certificate"),
        Row("wrong-intermediate", "unable to get local issuer certificate"),
        Row("untidy-chain", sound, " 3 s:O = Forge, CN = Lab Public Intermediate"),
        Row("root-sent", sound, " 2 s:O = Forge, CN = Lab Public Root"),
        Row("unknown-ca", "self-signed certificate in certificate chain"),
        Row("expired-intermediate", "certificate has expired"),
        Row("issuer-not-ca", "invalid CA certificate"),
        Row("name-constraints", "excluded subtree violation"),
        Row("tls10-rsa", sound, "Protocol  : TLSv1\n"),
        Row("tls10-ecdsa", "alert handshake failure"),
        Row("dhe-only", "alert handshake failure"),
        Row("chacha-only", "alert handshake failure"),
        Row("p521-only", "alert handshake failure"),
        Row("ed25519", "alert handshake failure"),
        Row("unrecognized-name", "unrecognized name"),
        Row("alpn-refused", "alert no application protocol"),
        Row("no-certificate", "alert handshake failure"),
        Row("client-certificate-tls12", "alert handshake failure", "CN = Lab Clients"),
        Row("client-certificate-tls13", sound, "CN = Lab Clients"),
        Row("client-certificate-400", sound, "CN = Lab Clients"),
        Row("cloudflare-pull", sound, "CN = origin-pull.cloudflare.net"),
        Row("broken-http2", sound, "ALPN protocol: h2"),
        Row("redirect-expired", "certificate has expired"),
        Row("must-staple", sound),
        Row("empty-subject", sound, " 0 s:\n"),
        Row("address-only", "hostname mismatch"),
        Row("capitals", sound, "CN = CAPITALS.LAB.TEST"),
        Row("nul-in-name", "hostname mismatch"),
        Row("rsa-1024", "Server public key is 1024 bit"),
        Row("sha1-signature", "a:PKEY: id-ecPublicKey, 256 (bit); sigalg: ecdsa-with-SHA1"),
        Row("path-too-long", "path length constraint exceeded"),
        Row("long-chain", sound, " 5 s:O = Forge, CN = Lab Intermediate 1"),
        Row("oversized-chain", "excessive message size"),
        Row("hello-retry", sound, "Server Temp Key: ECDH, secp384r1"),
        Row("rsa-key-exchange", sound, "AES128-SHA"),
        Row("aes256-gcm-only", "alert handshake failure"),
        Row("sni-needed", sound, "CN = sni-needed.lab.test"),
        Row("two-certificates", sound, "Peer signature type: ECDSA"),
        Row("http2-goaway", sound, "ALPN protocol: h2"),
        Row("sni-only", sound, "CN = sni-only.lab.test"),
        Row("sha256-cbc-only", "alert handshake failure"),
        Row("camellia-only", "alert handshake failure"),
        Row("brainpool-only", "alert handshake failure"),
        Row("pool-even", sound),
        Row("http2-refused-stream", sound, "ALPN protocol: h2"),
        Row("traefik-default", "CN = TRAEFIK DEFAULT CERT"),
        Row("plesk-default", "CN = Plesk"),
        Row("localhost-default", "CN = localhost"),
        Row("pool-two-certificates", sound),
        Row("panel-default-page", sound),
        Row("other-status", sound),
        Row("pool-both-expired", "certificate has expired"),
        Row("pool-both-bad", "self-signed certificate"),
    ]

    @Test("the handshake ends as the origin states", arguments: handshakes)
    func handshake(_ row: Row) async throws {
        try await withOrigin(row.id) { origin, lab in
            let output = try SecureClient.visit(origin, of: lab)
            for shown in row.shown {
                #expect(output.contains(shown), "\(output)")
            }
        }
    }

    static let answers: [Row] = [
        Row("healthy", "HTTP/1.1 200 OK", "An ordinary site"),
        Row("early-hints", "HTTP/1.1 103 Early Hints", "HTTP/1.1 200 OK"),
        Row("ingress-default", "HTTP/1.1 404 Not Found"),
        Row("client-certificate-400", "HTTP/1.1 400", "No required SSL certificate was sent"),
        Row("client-certificate-tls13", "certificate required"),
        Row("misdirected", "HTTP/1.1 421"),
        Row("other-site", "HTTP/1.1 200 OK", "Another company"),
        Row("default-page", "Welcome to nginx!"),
        Row("forbidden", "HTTP/1.1 403"),
        Row("malformed-answer", "HELLO WORLD"),
        Row("cut-body", "content-length: 1380", "From the origin lab."),
        Row("redirect-to-http", "location: http://redirect-to-http.lab.test/"),
        Row("redirect-both-ways", "location: http://redirect-both-ways.lab.test/"),
        Row("redirect-forwarded", "location: https://redirect-forwarded.lab.test/"),
        Row("redirect-in-two-steps", "location: /home/\r\n"),
    ]

    @Test("the response after the handshake is as the origin states", arguments: answers)
    func answer(_ row: Row) async throws {
        try await withOrigin(row.id) { origin, lab in
            let output = try SecureClient.visit(
                origin, of: lab,
                saying: String(decoding: request(for: origin, forwarded: .http), as: UTF8.self),
                options: ["-ign_eof", "-alpn", "http/1.1"])
            for shown in row.shown {
                #expect(output.contains(shown), "\(output)")
            }
        }
    }

    @Test("a reset after the handshake, and one after the certificate")
    func resets() async throws {
        try await withOrigin("reset-after-handshake") { origin, lab in
            let output = try SecureClient.visit(
                origin, of: lab, saying: "GET / HTTP/1.1\r\n\r\n", options: ["-ign_eof"])
            #expect(output.contains(Self.sound))
            #expect(output.contains("read:errno=104"))
        }
        try await withOrigin("reset-after-hello") { origin, lab in
            let output = try SecureClient.visit(origin, of: lab)
            #expect(output.contains("errno=104"), "\(output)")
            #expect(output.contains("Lab Public Intermediate"))
            #expect(!output.contains("Post-Handshake"))
        }
    }

    @Test("a handshake that stalls after the certificate, until the client gives up")
    func stall() async throws {
        try await withOrigin("handshake-stalls") { origin, lab in
            let start = ContinuousClock.now
            let output = try SecureClient.visit(origin, of: lab, seconds: 1)
            #expect(ContinuousClock.now - start >= .seconds(1))
            #expect(output.contains("Lab Public Intermediate"))
            #expect(!output.contains("Verify return code"))
        }
    }

    @Test("HTTP/2 is sent in frames; the broken origin answers in HTTP/1.1")
    func http2() async throws {
        let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\u{4}\0\0\0\0\0"
        try await withOrigin("http2") { origin, lab in
            let output = try SecureClient.visit(
                origin, of: lab, saying: preface, options: ["-ign_eof"], seconds: 2)
            // The server's own SETTINGS frame.
            #expect(output.contains("\u{4}\0\0\0\0\0"))
        }
        try await withOrigin("broken-http2") { origin, lab in
            let output = try SecureClient.visit(
                origin, of: lab, saying: preface, options: ["-ign_eof"], seconds: 2)
            #expect(output.contains("HTTP/1.1 200 OK"))
        }
    }

    @Test("of two addresses, the second has an expired certificate")
    func pool() async throws {
        try await withOrigin("pool-one-expired") { origin, lab in
            let first = try SecureClient.visit(origin, of: lab)
            let second = try SecureClient.visit(origin, of: lab, server: 1)
            #expect(first.contains(Self.sound))
            #expect(second.contains("certificate has expired"))
        }
    }
}
