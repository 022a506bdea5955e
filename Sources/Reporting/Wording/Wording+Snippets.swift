internal import EdgePolicy
internal import OriginFacts

/// Configuration for the recognised server; for nginx and Apache if the server is unknown.
extension Wording {
    func snippets(_ remedy: Remedy) -> [Snippet] {
        switch remedy {
        case .repairChain(_, let at), .renewCertificate(_, let at):
            servers(at).compactMap(chainFile)
        case .installCertificate(_, let at), .addName(_, let at):
            servers(at).compactMap(certificateFiles)
        case .enableTLS(let port, let at), .listen(let port, .https, let at):
            servers(at).compactMap { tlsPort($0, port) }
        case .offerEdgeParameters(let at): servers(at).compactMap(parameters)
        case .trustForwardedProto: servers([]).compactMap(forwardedProto)
        case .nameTheOrigin, .runOnTheOrigin, .alwaysUseHTTPS, .listen(_, .http, _), .openPort,
            .allowCloudflareRanges, .fixRouting, .answerServerName, .authenticatedOriginPulls,
            .fixHTTPAnswer, .disableHTTP2ToOrigin, .removeRedirect, .serveSameSite,
            .renewWithoutPath,
            .fixDNS, .withdrawAddress, .perHostRule, .weakerMode:
            []
        }
    }

    private func servers(_ addresses: [IPAddress]) -> [ServerSoftware] {
        let about = addresses.isEmpty ? Array(software.keys).sorted() : addresses
        let known = Set(about.compactMap { software[$0] })
        return known.isEmpty
            ? [.nginx, .apache] : ServerSoftware.allCases.filter(known.contains)
    }

    static let nginxReload: TerminalText = "nginx -t && nginx -s reload"
    static let apacheReload: TerminalText = "apachectl configtest && apachectl graceful"

    private func chainFile(_ server: ServerSoftware) -> Snippet? {
        let path: TerminalText = "/etc/letsencrypt/live/\(target.host.ascii)/fullchain.pem"
        return switch server {
        case .nginx:
            Snippet("nginx", ["ssl_certificate \(path);"], reload: Wording.nginxReload)
        case .apache:
            Snippet("Apache", ["SSLCertificateFile \(path)"], reload: Wording.apacheReload)
        case .caddy: Snippet("Caddy", ["tls /path/fullchain.pem /path/key.pem"])
        case .iis: nil
        }
    }

    private func certificateFiles(_ server: ServerSoftware) -> Snippet? {
        switch server {
        case .nginx:
            Snippet(
                "nginx",
                [
                    "ssl_certificate     /path/certificate.pem;",
                    "ssl_certificate_key /path/key.pem;",
                ], reload: Wording.nginxReload)
        case .apache:
            Snippet(
                "Apache",
                [
                    "SSLCertificateFile    /path/certificate.pem",
                    "SSLCertificateKeyFile /path/key.pem",
                ], reload: Wording.apacheReload)
        case .caddy: Snippet("Caddy", ["tls /path/certificate.pem /path/key.pem"])
        case .iis: nil
        }
    }

    private func tlsPort(_ server: ServerSoftware, _ port: UInt16) -> Snippet? {
        switch server {
        case .nginx:
            Snippet(
                "nginx", ["listen \(port) ssl;", "listen [::]:\(port) ssl;"],
                reload: Wording.nginxReload)
        case .apache:
            Snippet(
                "Apache", ["<VirtualHost *:\(port)>", "  SSLEngine on"],
                reload: Wording.apacheReload)
        case .caddy, .iis: nil
        }
    }

    private func parameters(_ server: ServerSoftware) -> Snippet? {
        switch server {
        case .nginx:
            Snippet("nginx", ["ssl_protocols TLSv1.2 TLSv1.3;"], reload: Wording.nginxReload)
        case .apache:
            Snippet(
                "Apache", ["SSLProtocol -all +TLSv1.2 +TLSv1.3"], reload: Wording.apacheReload)
        case .caddy, .iis: nil
        }
    }

    private func forwardedProto(_ server: ServerSoftware) -> Snippet? {
        switch server {
        case .nginx:
            Snippet(
                "nginx",
                [
                    "if ($http_x_forwarded_proto = \"http\") {",
                    "  return 301 https://$host$request_uri;", "}",
                ], reload: Wording.nginxReload)
        case .apache:
            Snippet(
                "Apache",
                [
                    "RewriteCond %{HTTP:X-Forwarded-Proto} =http",
                    "RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]",
                ], reload: Wording.apacheReload)
        case .caddy, .iis: nil
        }
    }
}

/// A piece of configuration for one type of server.
public struct Snippet: Hashable, Sendable {
    /// The name of the server software: `nginx`, `Apache`, …
    public var server: TerminalText
    public var lines: [TerminalText]
    /// The command that tests and applies the configuration; nil if no command exists.
    public var reload: TerminalText?

    init(_ server: TerminalText, _ lines: [TerminalText], reload: TerminalText? = nil) {
        self.server = server
        self.lines = lines
        self.reload = reload
    }
}

/// Server software with available configuration snippets, recognised by the Server header.
enum ServerSoftware: String, Hashable, CaseIterable {
    case nginx
    case apache
    case caddy
    case iis

    /// Creates the value from the response at an address; nil if the software is unknown.
    init?(_ seen: AddressObservation) {
        let headers = seen.exchanges.compactMap { exchange in
            switch exchange.result {
            case .answered(let answer): answer.server
            case .failed, .notTested: nil
            }
        }
        guard let found = headers.lazy.compactMap(ServerSoftware.init(header:)).first else {
            return nil
        }
        self = found
    }

    init?(header: String) {
        let text = header.prefix(64).lowercased()
        if text.hasPrefix("nginx") || text.hasPrefix("openresty") {
            self = .nginx
        } else if text.hasPrefix("apache") {
            self = .apache
        } else if text.hasPrefix("caddy") {
            self = .caddy
        } else if text.hasPrefix("microsoft-iis") {
            self = .iis
        } else {
            return nil
        }
    }

    var name: TerminalText {
        switch self {
        case .nginx: "nginx"
        case .apache: "Apache"
        case .caddy: "Caddy"
        case .iis: "IIS"
        }
    }
}
