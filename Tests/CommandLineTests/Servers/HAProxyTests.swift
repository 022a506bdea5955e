import CertificateForge
import Foundation
import TestSupport
import Testing

/// Runs against a real HAProxy.
@Suite(.timeLimit(.minutes(2)))
struct `A real HAProxy` {
    private static let page =
        "http-request return status 200 content-type text/html string '<title>shop</title>'"

    // swift-format-ignore
    static let rows: [ServerRow] = [
        row("with a good certificate", "200 200 200", nil),
        row("that speaks HTTP/2", "200 200 200", nil, bind: "alpn h2,http/1.1"),
        row("with a certificate for another name", "200 200 526", "name.mismatch", recipe: ServerRow.otherName),
        row("that is strict about names", "200 525 525", "tls.unrecognized-name", recipe: ServerRow.otherName, bind: "strict-sni"),
        row("that expects the PROXY protocol", "200 525 525", "tls.closed", bind: "accept-proxy"),
        row("that demands a client certificate, TLS 1.2", "200 525 525", "tls.client-cert-required", bind: "verify required ca-file clients.pem ssl-max-ver TLSv1.2"),
        row("that demands a client certificate, TLS 1.3", "200 520 520", "tls.client-cert-required", bind: "verify required ca-file clients.pem ssl-min-ver TLSv1.3"),
        row("that asks for a client certificate", "200 200 200", nil, bind: "verify optional ca-file clients.pem"),
        row("without a server behind it", "503 503 503", nil, plain: "default_backend none", secure: "default_backend none"),
        row("that redirects to https", "loop 200 200", nil, plain: "http-request redirect scheme https"),
        row("that redirects to https unless the header says so", "200 200 200", nil,
            plain: "http-request redirect scheme https unless { req.hdr(x-forwarded-proto) https }\n \(page)"),
        row("that closes without an answer", "200 520 520", "http.empty", secure: "http-request reject"),
    ]

    private static func row(
        _ title: String, _ cells: String, _ finding: String?,
        recipe: CertificateRecipe = ServerRow.good, bind: String = "", plain: String = page,
        secure: String = page
    ) -> ServerRow {
        ServerRow(title, cells, finding) { authority in
            let chain = try authority.chain(recipe)
            return try ServerProgram { place in
                let identity = try place.identity(chain)
                _ = try place.folder.write("clients.pem", authority.root.pem)
                let file = try place.folder.write(
                    "haproxy.cfg",
                    """
                    global
                     nbthread 1
                    defaults
                     mode http
                     timeout connect 5s
                     timeout client 60s
                     timeout server 60s
                    frontend plain
                     bind 127.0.0.1:\(place.http)
                     \(plain)
                    frontend secure
                     bind 127.0.0.1:\(place.https) ssl crt \(identity) \(bind)
                     \(secure)
                    backend none

                    """)
                return ["haproxy", "-db", "-q", "-f", file]
            }
        }
    }

    @Test(arguments: rows)
    func `is predicted correctly`(row: ServerRow) async throws {
        try await row.test()
    }
}
