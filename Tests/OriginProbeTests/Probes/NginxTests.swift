import CertificateForge
import Glibc
import OriginFacts
import TestSupport
import Testing

@testable import OriginProbe

@Suite("nginx as an origin", .serialized, .timeLimit(.minutes(1)))
struct NginxTests {
    private func nginx(plain: String = "return 204;", secure: String) throws -> NginxOrigin {
        let leaf = try Forge.issue(.server("a.test", at: Int64(time(nil))))
        return try NginxOrigin(plain: plain, secure: secure, ServerIdentity(leaf))
    }

    @Test(
        "Both legs of an origin that trusts X-Forwarded-Proto are seen, over HTTP/2 where offered")
    func bothLegs() async throws {
        let origin = try nginx(
            plain: """
                if ($http_x_forwarded_proto = "https") { return 200 "<title>plain</title>"; }
                return 301 https://$host$request_uri;
                """,
            secure: """
                add_header Strict-Transport-Security max-age=60; default_type text/html;
                return 200 "<title>$http_cf_visitor $server_protocol</title>";
                """)
        let seen = try await origin.observe()
        #expect(seen.answer(.plain, .http)?.location == "https://a.test/")
        #expect(seen.answer(.plain, .https)?.title == "plain")
        let secure = try #require(seen.answer(.tls, .https))
        #expect(secure.httpVersion == .http2 && secure.status == 200)
        #expect(secure.title == "{\"scheme\":\"https\"} HTTP/2.0")
        #expect(secure.strictTransportSecurity == "max-age=60")
        #expect(secure.server?.hasPrefix("nginx") == true)
        #expect(seen.answer(.tls, .http)?.title == "{\"scheme\":\"http\"} HTTP/2.0")
    }

    @Test("A long page is cut and the next request still answered, over both protocols")
    func longPage() async throws {
        let line = String(repeating: "0123456789", count: 100)
        let script = "set $a \"\(line)\"; set $b \"$a$a$a$a$a$a$a$a$a$a\";"
        let page = "\(script) return 200 \"$b$b$b$b$b$b$b$b$b$b\";"
        let seen = try await nginx(plain: page, secure: page).observe()
        for (leg, scheme) in [(Leg.tls, VisitorScheme.https), (.tls, .http), (.plain, .http)] {
            #expect(seen.answer(leg, scheme)?.body.bytesRead == 65_536)
            #expect(seen.answer(leg, scheme)?.body.end == .cut)
        }
        #expect(seen.answer(.plain, .https)?.body == seen.answer(.tls, .https)?.body)
    }

    @Test("A name that nginx rejects and a connection it drops are facts")
    func rejected() async throws {
        let rejecting = try await nginx(plain: "return 444;", secure: "ssl_reject_handshake on;")
            .observe()
        guard case .failed(.alertReceived(.unrecognizedName), _) = rejecting.handshake else {
            Issue.record("\(rejecting.handshake)")
            return
        }
        #expect(rejecting.failure(.plain, .http) == .empty)
        let dropping = try await nginx(secure: "return 444;").observe()
        guard case .http2 = dropping.failure(.tls, .https) else {
            Issue.record("\(dropping.exchanges)")
            return
        }
    }

    @Test("A demanded client certificate is nginx's 400 and no failed handshake")
    func clientCertificate() async throws {
        // Any certificate can serve as the requested authority.
        let origin = try nginx(
            secure: "ssl_client_certificate chain.pem; ssl_verify_client on; return 200 x;")
        let seen = try await origin.observe()
        #expect(seen.answer(.tls, .https)?.status == 400)
        #expect(seen.answer(.tls, .https)?.title?.contains("No required SSL certificate") == true)
        guard case .completed(let session) = seen.handshake,
            case .asked(let names) = session.clientCertificate
        else {
            Issue.record("\(seen.handshake)")
            return
        }
        #expect(names.count == 1)
    }
}
