import CertificateForge
import Foundation
import TestSupport
import Testing

/// Runs against `openssl s_server` and Python's `http.server`.
@Suite(.timeLimit(.minutes(2)))
struct `A real small server` {
    // swift-format-ignore
    static let rows: [ServerRow] = [
        openssl("openssl s_server with a good certificate", "521 200 200", nil),
        openssl("openssl s_server without the intermediate", "521 200 526", "chain.incomplete", leafOnly: true),
        openssl("openssl s_server of TLS 1.1 and RSA", "521 200 200", nil, key: .rsa(bits: 2048), ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"]),
        openssl("openssl s_server of TLS 1.1 and ECDSA", "521 525 525", "tls.no-overlap", ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"]),
        openssl("openssl s_server of CHACHA20 only", "521 525 525", "tls.no-overlap", ["-tls1_2", "-cipher", "ECDHE-ECDSA-CHACHA20-POLY1305"]),
        openssl("openssl s_server of P-384 only", "521 200 200", nil, ["-groups", "P-384"]),
        python("Python on both ports", "200 200 200", nil),
        python("Python with another site's certificate", "200 200 526", "name.mismatch", recipe: ServerRow.otherName),
        python("Python without the file asked for", "404 404 404", nil, page: "other.html"),
    ]

    private static func openssl(
        _ title: String, _ cells: String, _ finding: String?, leafOnly: Bool = false,
        key: KeyKind = .p256, _ options: [String] = []
    ) -> ServerRow {
        ServerRow(title, cells, finding) { authority in
            let chain = try authority.chain(ServerRow.good, key: key)
            return try ServerProgram(opens: [.tls]) { place in
                let leaf = try place.identity([chain[0]])
                let issuer = try place.folder.write("issuer.pem", chain[1].pem)
                return ["openssl", "s_server", "-quiet", "-www", "-cert", leaf, "-key", leaf]
                    + ["-accept", "127.0.0.1:\(place.https)"] + options
                    + (leafOnly ? [] : ["-cert_chain", issuer])
            }
        }
    }

    private static func python(
        _ title: String, _ cells: String, _ finding: String?,
        recipe: CertificateRecipe = ServerRow.good, page: String = "index.html"
    ) -> ServerRow {
        ServerRow(title, cells, finding) { authority in
            let chain = try authority.chain(recipe)
            return try ServerProgram { place in
                let identity = try place.identity(chain)
                _ = try place.folder.write(page, "<title>shop</title>")
                let script = try place.folder.write("serve.py", Self.script)
                return ["python3", script, "\(place.http)", "\(place.https)", identity]
            }
        }
    }

    private static let script = """
        import http.server, ssl, sys, threading
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def list_directory(self, path): self.send_error(404)
        def server(port):
            return http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Quiet)
        plain, secure = server(sys.argv[1]), server(sys.argv[2])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3])
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        threading.Thread(target=plain.serve_forever, daemon=True).start()
        secure.serve_forever()

        """

    @Test(arguments: rows)
    func `is predicted correctly`(row: ServerRow) async throws {
        try await row.test()
    }
}
