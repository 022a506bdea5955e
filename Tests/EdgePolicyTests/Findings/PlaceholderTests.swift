import EdgePolicy
import OriginFacts
import Testing

@Suite struct `Placeholders` {
    private static let subjects: [(String, String, PlaceholderSite)] = [
        ("CN=Kubernetes Ingress Controller Fake Certificate,O=Acme Co", "", .kubernetesIngress),
        ("CN=TRAEFIK DEFAULT CERT", "", .traefik),
        ("CN=ssl-cert-snakeoil", "", .snakeoil),
        ("CN=Plesk,O=Plesk", "", .plesk),
        ("O=Nginx Proxy Manager,OU=Dummy Certificate,CN=localhost", "", .nginxProxyManager),
        ("CN=localhost.localdomain,O=SomeOrganization", "", .localhost),
        ("CN=shop.example.com", "CN=Caddy Local Authority - ECC Intermediate", .caddyInternal),
    ]

    private static let titles: [(String, PlaceholderSite)] = [
        ("Welcome to nginx!", .nginxWelcome),
        ("Test Page for the Nginx HTTP Server on Fedora", .nginxWelcome),
        ("Welcome to OpenResty!", .openResty),
        ("Apache2 Ubuntu Default Page: It works", .apacheDefault),
        ("Test Page for the HTTP Server on AlmaLinux", .apacheDefault),
        ("It works! Apache httpd", .apacheDefault),
        ("Hello! Welcome to Synology Web Station!", .synology),
        ("IIS Windows Server", .iisDefault),
        ("Default Web Site Page", .cPanel),
        ("Web Server's Default Page", .plesk),
        ("Caddy works!", .caddyDefault),
    ]

    private func found(_ seen: AddressObservation) -> [FindingKind] {
        Sample("placeholder", [seen]).assess().findings.map(\.kind).filter {
            if case .content(.placeholder) = $0 { true } else { false }
        }
    }

    @Test func `are known by subject and issuer of the certificate`() {
        for (subject, issuer, site) in Self.subjects {
            var leaf = CertificateFacts.leaf
            leaf.subject = subject
            leaf.issuer = issuer
            let session = TLSSession(version: .tls1_3, cipher: "x", chain: [leaf])
            #expect(
                found(.healthy(handshake: .completed(session))) == [.content(.placeholder(site))],
                "\(subject)")
        }
    }

    @Test func `are known by the title of the page, unless the plain port has it too`() {
        for (title, site) in Self.titles {
            let page = ExchangeResult.status(200, title: title)
            #expect(
                found(.healthy(https: { _ in page })) == [.content(.placeholder(site))], "\(title)")
            #expect(found(.healthy(http: { _ in page }, https: { _ in page })).isEmpty)
        }
    }

    @Test func `are all in the tables`() {
        let known = Set(Self.subjects.map(\.2) + Self.titles.map(\.1))
        #expect(known == Set(PlaceholderSite.allCases))
    }

    @Test func `are not seen in an ordinary site`() {
        #expect(found(.healthy()).isEmpty)
    }
}
