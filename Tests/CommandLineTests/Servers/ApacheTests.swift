import CertificateForge
import Foundation
import TestSupport
import Testing

/// Runs against a real Apache.
@Suite(.timeLimit(.minutes(2)))
struct `A real Apache` {
    // swift-format-ignore
    static let rows: [ServerRow] = [
        row("with a good certificate", "200 200 200", nil),
        row("with the leaf only", "200 200 526", "chain.incomplete", leafOnly: true),
        row("that answers with another site's certificate", "200 200 526", "name.mismatch", recipe: ServerRow.otherName),
        row("that redirects to https", "loop 200 200", nil, plain: "Redirect permanent / https://\(ServerRow.name)/"),
        row("that redirects to https unless the header says so", "200 200 200", nil, plain: """
            RewriteEngine on
            RewriteCond %{HTTP:X-Forwarded-Proto} !=https
            RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]
            """),
        row("that speaks HTTP/2", "200 200 200", nil, secure: "Protocols h2 http/1.1"),
        row("without SSLEngine on its TLS port", "200 525 525", "tls.plain-http", secure: "SSLEngine off"),
        row("that demands a client certificate, TLS 1.2", "200 525 525", "tls.client-cert-required", secure: demand("TLSv1.2")),
        row("that demands a client certificate, TLS 1.3", "200 520 520", "tls.client-cert-required", secure: demand("TLSv1.3")),
        row("that forbids everything", "403 403 403", nil, plain: forbid, secure: forbid),
    ]

    private static let forbid = "<Location />\nRequire all denied\n</Location>"

    private static func demand(_ version: String) -> String {
        """
        SSLProtocol -all +\(version)
        SSLCACertificateFile clients.pem
        SSLVerifyClient require
        SSLVerifyDepth 3
        """
    }

    private static func row(
        _ title: String, _ cells: String, _ finding: String?,
        recipe: CertificateRecipe = ServerRow.good, leafOnly: Bool = false, plain: String = "",
        secure: String = ""
    ) -> ServerRow {
        ServerRow(title, cells, finding) { authority in
            let chain = try authority.chain(recipe)
            return try ServerProgram { place in
                let identity = try place.identity(leafOnly ? [chain[0]] : chain)
                _ = try place.folder.write("clients.pem", authority.root.pem)
                _ = try place.folder.write("index.html", "<title>shop</title>")
                let file = try place.folder.write(
                    "apache.conf", configuration(place, identity, plain, secure))
                return ["apache2", "-f", file, "-X"]
            }
        }
    }

    private static func configuration(
        _ place: ServerProgram.Endpoint, _ identity: String, _ plain: String, _ secure: String
    ) -> String {
        let modules = ["mpm_event", "authz_core", "ssl", "alias", "dir", "rewrite", "http2"]
            .map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so" }
            .joined(separator: "\n")
        return """
            \(modules)
            ServerRoot \(place.folder.path)
            ServerName \(ServerRow.name)
            PidFile pid
            DefaultRuntimeDir \(place.folder.path)
            Mutex posixsem
            \(getuid() == 0 ? "User www-data\nGroup www-data" : "")
            ErrorLog log
            DocumentRoot \(place.folder.path)
            DirectoryIndex index.html
            Listen 127.0.0.1:\(place.http)
            Listen 127.0.0.1:\(place.https)
            <VirtualHost 127.0.0.1:\(place.http)>
            \(plain)
            </VirtualHost>
            <VirtualHost 127.0.0.1:\(place.https)>
            SSLEngine on
            SSLCertificateFile \(identity)
            \(secure)
            </VirtualHost>
            """
    }

    @Test(arguments: rows)
    func `is predicted correctly`(row: ServerRow) async throws {
        try await row.test()
    }
}
