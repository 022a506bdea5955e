import OriginFacts
import OriginLab
import Testing

@Suite("Ports without TLS")
struct PlainPortTests {
    static let httpPort: [PortRow] = [
        PortRow("healthy", says: "HTTP/1.1 200 OK", "<title>An ordinary site</title>"),
        PortRow("early-hints", says: "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK", "chunked"),
        PortRow("http-closed") { $0 == .refused },
        PortRow("both-closed") { $0 == .refused },
        PortRow("http-reset") { $0 == .reset([]) },
        PortRow("empty-answer") { $0 == .closed([]) },
        PortRow("malformed-answer", says: "HELLO WORLD"),
        PortRow("cut-header") {
            $0 == .closed(Array("HTTP/1.1 200 OK\r\nserver: origin-lab\r\nx-half: wri".utf8))
        },
        PortRow("trickle") { visit in
            guard case .open(let bytes) = visit else { return false }
            return bytes == [0x48]
        },
        PortRow("no-answer") { $0 == .open([]) },
        PortRow("header-200k") { (200_000...204_000).contains($0.headerBytes) },
        PortRow("header-100k") { (100_000...104_000).contains($0.headerBytes) },
        PortRow("cut-body") { visit in
            guard case .closed = visit else { return false }
            return visit.text.contains("content-length: 1380") && visit.text.hasSuffix("</html>\n")
        },
        PortRow("tls-on-http-port") { !$0.text.contains("HTTP") && $0 != .refused },
        PortRow("forbidden", says: "HTTP/1.1 403 Forbidden"),
        PortRow("unavailable", says: "HTTP/1.1 503 Service Unavailable"),
        PortRow(
            "redirect-to-https",
            says: "HTTP/1.1 301", "location: https://redirect-to-https.lab.test/\r\n"),
        PortRow("redirect-forwarded", says: "HTTP/1.1 301", "location: https://"),
        PortRow("redirect-forwarded", .https, says: "HTTP/1.1 200"),
        PortRow("redirect-to-https", .https, says: "HTTP/1.1 301"),
        PortRow("redirect-to-www", says: "location: https://www.redirect-to-www.lab.test/\r\n"),
        PortRow("redirect-to-path", says: "HTTP/1.1 302", "location: home/\r\n"),
        PortRow("redirect-cf-visitor", says: "HTTP/1.1 301", "location: https://"),
        PortRow("redirect-cf-visitor", .https, says: "HTTP/1.1 200"),
        PortRow("redirect-in-two-steps", says: "HTTP/1.1 308", "location: https://"),
        PortRow("redirect-both-ways", says: "HTTP/1.1 301", "location: https://"),
        PortRow("redirect-to-port", says: "location: https://redirect-to-port.lab.test:8443/"),
        PortRow("redirect-to-script", says: "location: javascript:alert(1)\r\n"),
        PortRow("redirect-in-disguise", says: "redirect-in-disguise.lab.test@evil.test/"),
        PortRow("redirect-nowhere") {
            $0.text.hasPrefix("HTTP/1.1 301") && !$0.text.contains("location")
        },
        PortRow("http10", says: "HTTP/1.0 200 OK", "<title>Old</title>"),
        PortRow("slow-answer", says: "HTTP/1.1 200 OK"),
        PortRow("large-body") { $0.text.utf8.count > 1_000_000 },
        PortRow("answered-by-edge", says: "server: cloudflare\r\n", "cf-ray: "),
        PortRow("password", says: "HTTP/1.1 401", "www-authenticate: Basic"),
        PortRow("not-found", says: "HTTP/1.1 404"),
        PortRow("redirect-to-itself", says: "HTTP/1.1 302", "location: /\r\n"),
        PortRow("broken-chunks", says: "transfer-encoding: chunked\r\n\r\nZZ\r\n"),
        PortRow("two-lengths", says: "content-length: 5\r\ncontent-length: 7\r\n"),
        PortRow("negative-length", says: "content-length: -5\r\n"),
        PortRow("switches-protocols", says: "HTTP/1.1 101"),
        PortRow("interim-flood") {
            $0.text.hasPrefix("HTTP/1.1 103") && $0.text.utf8.count == 28_000
        },
        PortRow("squeezed-page") {
            $0.text.contains("content-encoding: gzip") && $0.text.utf8.count > 1_000_000
        },
        PortRow("proxy-protocol") { $0 == .reset([]) },
        PortRow("refreshing-page", says: "HTTP/1.1 200", "refresh: 0; url=https://"),
        PortRow("several-locations", says: "https://a.test/\r\n", "https://b.test/\r\n"),
        PortRow("multiple-choices", says: "HTTP/1.1 300", "location: https://"),
        PortRow("long-location") { (100_000...101_000).contains($0.headerBytes) },
        PortRow("challenge-forbidden", says: "HTTP/1.1 200"),
        PortRow("early-answer") { visit in
            guard case .open = visit else { return false }
            return visit.text.hasPrefix("HTTP/1.1 503 Overloaded")
        },
        PortRow("redirect-inverted", says: "HTTP/1.1 200"),
        PortRow("redirect-inverted", .https, says: "HTTP/1.1 301", "location: https://"),
        PortRow("redirect-inverted-visitor", says: "HTTP/1.1 200"),
        PortRow("redirect-inverted-visitor", .https, says: "HTTP/1.1 301", "location: https://"),
        PortRow("redirect-capitals", says: "location: HTTPS://REDIRECT-CAPITALS.LAB.TEST:443/#top"),
        PortRow("redirect-temporarily", says: "HTTP/1.1 307", "location: https://"),
        PortRow("redirect-to-apex", says: "location: https://redirect-to-apex.lab.test/\r\n"),
        PortRow("redirect-without-scheme", says: "location: //redirect-without-scheme.lab.test/"),
        PortRow("redirect-nine-times", says: "HTTP/1.1 302", "location: /1\r\n"),
        PortRow("redirect-for-ever", says: "HTTP/1.1 302", "location: /1\r\n"),
        PortRow("redirect-split", says: "location: /%0d%0aset-cookie:%20a=b\r\n"),
        PortRow("redirect-bare-return", says: "location: /a\rset-cookie: b=c\r\n"),
        PortRow("page-with-refresh", says: "<meta http-equiv=refresh"),
        PortRow("secret-header", says: "HTTP/1.1 403"),
        PortRow("challenge-spared", says: "HTTP/1.1 301", "location: https://"),
        PortRow("challenge-without-site", says: "HTTP/1.1 200"),
        PortRow("challenge-in-circles", says: "HTTP/1.1 200"),
        PortRow("endless-header") { $0.text.utf8.count > 400_000 && !$0.text.contains("\r\n\r\n") },
        PortRow("endless-line") { $0.text.utf8.count > 400_000 },
        PortRow("endless-body") { visit in
            guard case .open = visit else { return false }
            return visit.text.utf8.count > 1_000_000
        },
        PortRow("unended-body") { visit in
            guard case .open = visit else { return false }
            return visit.text.hasSuffix("<title>An ordinary site</title>")
        },
        PortRow("surplus-body", says: "content-length: 2\r\n\r\nok and more"),
        PortRow("reset-in-header") { visit in
            guard case .reset = visit else { return false }
            return true
        },
        PortRow("hangs-up-at-once") { $0 == .closed([]) },
        PortRow("other-target", says: "location: https://plain.test/\r\n"),
        PortRow("pool-of-three", says: "HTTP/1.1 200"),
    ]

    @Test("the HTTP port behaves as its origin states", arguments: httpPort)
    func speaksInClear(_ row: PortRow) async throws {
        try await withOrigin(row.id) { origin, _ in
            let visit = LoopbackClient.visit(
                origin.origin.addresses[0], port: origin.ports.http,
                saying: request(for: origin, forwarded: row.forwarded), milliseconds: 700)
            #expect(row.check(visit), "\(visit.text.prefix(300))")
        }
    }

    static let tlsPort: [PortRow] = [
        PortRow("tls-closed") { $0 == .refused },
        PortRow("both-closed") { $0 == .refused },
        PortRow("redirect-tls-closed") { $0 == .refused },
        PortRow("tls-silent") { $0 == .open([]) },
        PortRow("reset-in-handshake") { $0 == .reset([]) },
        PortRow("closed-in-handshake") { $0 == .closed([]) },
        PortRow("garbage-on-tls-port") {
            $0 == .closed([0xDE, 0xAD, 0xBE, 0xEF, 0, 1, 2, 3, 4, 5, 6, 7])
        },
        PortRow("ssh-on-tls-port") { visit in
            guard case .open = visit else { return false }
            return visit.text == "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"
        },
        PortRow("handshake-trickles") { visit in
            guard case .open(let bytes) = visit else { return false }
            return bytes == [0x16]
        },
        PortRow("smtp-on-tls-port") { $0.text == "220 mail.lab.test ESMTP\r\n" },
        PortRow("http-on-tls-port") { $0.text.hasPrefix("HTTP/1.1 400 Bad Request") },
    ]

    @Test("a TLS port without TLS behaves as its origin states", arguments: tlsPort)
    func speaksNoTLS(_ row: PortRow) async throws {
        // The beginning of a ClientHello.
        let hello: [UInt8] = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03]
        try await withOrigin(row.id) { origin, _ in
            let visit = LoopbackClient.visit(
                origin.origin.addresses[0], port: origin.ports.https, saying: hello,
                milliseconds: 700)
            #expect(row.check(visit), "\(visit)")
        }
    }

    @Test("of two addresses, one redirects")
    func poolWithOneRedirect() async throws {
        try await withOrigin("pool-one-redirects") { origin, _ in
            let visits = origin.origin.addresses.map {
                LoopbackClient.visit(
                    $0, port: origin.ports.http, saying: request(for: origin)
                ).text.prefix(12)
            }
            #expect(visits == ["HTTP/1.1 200", "HTTP/1.1 301"])
        }
    }

    @Test("of two addresses, one is silent on its TLS port")
    func poolWithOneSilent() async throws {
        try await withOrigin("pool-one-silent") { origin, _ in
            let visit = LoopbackClient.visit(
                origin.origin.addresses[1], port: origin.ports.https, saying: [0x16],
                milliseconds: 300)
            #expect(visit == .open([]))
        }
    }

    @Test(
        "IPv6 addresses answer, or refuse, apart from the IPv4 address of the same port",
        .enabled(if: LabCatalog.origins.allSatisfy(\.isPlayable), "this machine has no ::1"),
        arguments: [
            ("ipv6-only", [true]), ("ipv6-only-expired", [true]), ("ipv6-down", [true, false]),
            ("ipv4-down", [false, true]),
        ])
    func families(id: String, answers: [Bool]) async throws {
        try await withOrigin(id) { origin, _ in
            let visits = origin.origin.addresses.map {
                LoopbackClient.visit($0, port: origin.ports.http, saying: request(for: origin))
            }
            #expect(visits.map { $0.text.hasPrefix("HTTP/1.1 200") } == answers)
            #expect(visits.map { $0 != .refused } == answers)
            #expect(origin.origin.addresses.last == .v6(high: 0, low: 1))
        }
    }

    @Test("of two addresses, the second is down on both ports")
    func poolWithOneDown() async throws {
        try await withOrigin("pool-one-down") { origin, _ in
            let addresses = origin.origin.addresses
            for port in [origin.ports.http, origin.ports.https] {
                let visits = addresses.map { LoopbackClient.visit($0, port: port, saying: [0x16]) }
                #expect(visits[0] != .refused)
                #expect(visits[1] == .refused)
            }
        }
    }
}
