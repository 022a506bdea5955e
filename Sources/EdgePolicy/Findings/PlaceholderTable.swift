internal import OriginFacts

/// Default sites of server software, recognised by certificate or page title.
enum PlaceholderTable {
    // swift-format-ignore
    private static let subjects: [(String, PlaceholderSite)] = [
        ("Kubernetes Ingress Controller Fake Certificate", .kubernetesIngress), // ingress-nginx internal/ingress/controller
        ("TRAEFIK DEFAULT CERT",                           .traefik),           // traefik pkg/tls/generate
        ("CN=ssl-cert-snakeoil",                           .snakeoil),          // Debian ssl-cert
        ("CN=Plesk",                                       .plesk),             // Plesk's default certificate
        ("emailAddress=info@plesk.com",                    .plesk),
        ("CN=Parallels Panel",                             .plesk),
        ("Dummy Certificate",                              .nginxProxyManager), // jc21/nginx-proxy-manager, dummycert
        ("CN=localhost",                                   .localhost),         // mod_ssl's and many installers'
    ]

    // swift-format-ignore
    private static let issuers: [(String, PlaceholderSite)] = [
        ("Caddy Local Authority",                          .caddyInternal),     // caddy modules/caddypki/ca.go
    ]

    // swift-format-ignore
    private static let titles: [(String, PlaceholderSite)] = [
        ("Welcome to nginx!",            .nginxWelcome),  // nginx html/index.html
        ("Test Page for the Nginx HTTP Server", .nginxWelcome), // Fedora, EPEL, Amazon Linux
        ("Welcome to OpenResty!",        .openResty),     // openresty html/index.html
        ("Apache2 Debian Default Page",  .apacheDefault), // Debian apache2
        ("Apache2 Ubuntu Default Page",  .apacheDefault), // Ubuntu apache2
        ("HTTP Server Test Page",        .apacheDefault), // RHEL httpd
        ("Test Page for the HTTP Server", .apacheDefault), // Fedora, RHEL 9, AlmaLinux
        ("It works! Apache httpd",       .apacheDefault), // Apache httpd 2.4.58 and later
        ("IIS Windows Server",           .iisDefault),    // IIS iisstart.htm
        ("IIS Windows",                  .iisDefault),
        ("Default Web Site Page",        .cPanel),        // cPanel defaultwebpage.cgi
        ("Default PLESK Page",           .plesk),
        ("Web Server's Default Page",    .plesk),
        ("Welcome to Synology Web Station", .synology),   // Synology DSM
        ("Caddy works!",                 .caddyDefault),  // Caddy packaging
    ]

    /// Returns the placeholder served over TLS; nil if there is none, or if the plain port serves
    /// the same page.
    static func recognise(_ seen: AddressObservation, target: Target) -> PlaceholderSite? {
        if let leaf = seen.chain.first,
            let site = match(leaf.subject, subjects) ?? match(leaf.issuer, issuers)
        {
            return site
        }
        let title = { (leg: Leg) in
            seen[ExchangeKey(leg: leg, forwarded: .https, path: target.path)]?.answer?.title
        }
        guard let shown = title(.tls), shown != title(.plain) else { return nil }
        return match(shown, titles)
    }

    private static func match(
        _ text: String, _ rows: [(String, PlaceholderSite)]
    ) -> PlaceholderSite? {
        rows.first { text.holds($0.0) }?.1
    }
}

/// Default sites of server software, recognised by certificate or page title.
public enum PlaceholderSite: String, Hashable, Sendable, CaseIterable {
    case kubernetesIngress = "kubernetes-ingress"
    case traefik
    case snakeoil
    case plesk
    case cPanel = "cpanel"
    case nginxWelcome = "nginx-welcome"
    case openResty = "openresty"
    case nginxProxyManager = "nginx-proxy-manager"
    case apacheDefault = "apache-default"
    case iisDefault = "iis-default"
    /// A certificate made for `localhost`: the default of DirectAdmin, XAMPP, mod_ssl and others.
    case localhost
    case synology
    case caddyDefault = "caddy-default"
    /// Caddy's internal CA, which signs until a public CA has issued a certificate.
    case caddyInternal = "caddy-internal"
}
