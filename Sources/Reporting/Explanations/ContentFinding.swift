internal import EdgePolicy
internal import OriginFacts

/// The wording for served content: other pages, placeholders, origins that disagree.
extension Wording {
    func words(_ finding: ContentFinding) -> FindingWords {
        switch finding {
        case .differs(let difference): contentDiffers(difference)
        case .placeholder(let site): placeholderSite(site)
        case .originsDisagree(let count): originsDisagree(count)
        }
    }

    private func contentDiffers(_ difference: ContentDifference) -> FindingWords {
        FindingWords(
            "http and https serve different pages", saw: Wording.words(difference),
            means: "Changing the mode would change what visitors see, without any error.")
    }

    private func placeholderSite(_ site: PlaceholderSite) -> FindingWords {
        FindingWords(
            "another site answers on the TLS port", saw: Wording.name(site),
            means: "\(usesTLS ? "Visitors" : "In Full and stronger visitors") get that site.")
    }

    private func originsDisagree(_ count: Int) -> FindingWords {
        FindingWords(
            "the origins differ",
            saw: "the \(originCount) addresses behind the name give \(count) different results",
            means: """
                Which answer a visitor gets depends on the address Cloudflare picks; after \
                521, 522, 523, 525 or 526 it tries one other address once.
                """)
    }

    private static func words(_ difference: ContentDifference) -> TerminalText {
        let none: TerminalText = "none"
        return switch difference {
        case .status(let plain, let tls): "status \(plain) over http, \(tls) over https"
        case .redirect(let plain, let tls):
            """
            redirect over http: \(plain.map { "\($0)" } ?? none), over https: \
            \(tls.map { "\($0)" } ?? none)
            """
        case .title(let plain, let tls):
            """
            title over http: \(plain.map { "\"\($0)\"" } ?? none), over https: \
            \(tls.map { "\"\($0)\"" } ?? none)
            """
        case .body(let plain, let tls):
            "\(plain) bytes over http, \(tls) over https; the contents differ"
        }
    }

    static func name(_ site: PlaceholderSite) -> TerminalText {
        switch site {
        case .kubernetesIngress: "the Kubernetes ingress controller's fake certificate"
        case .traefik: "Traefik's default certificate"
        case .snakeoil: "the distribution's snake-oil certificate"
        case .plesk: "Plesk's default page or certificate"
        case .cPanel: "cPanel's default page or certificate"
        case .nginxWelcome: "the \"Welcome to nginx\" page"
        case .openResty: "the \"Welcome to OpenResty\" page"
        case .nginxProxyManager: "Nginx Proxy Manager's dummy certificate"
        case .localhost: "a certificate made for localhost"
        case .synology: "Synology's Web Station page"
        case .caddyInternal: "a certificate from Caddy's local CA"
        case .apacheDefault: "Apache's default page"
        case .iisDefault: "the IIS start page"
        case .caddyDefault: "Caddy's default page"
        }
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let content = [
        Explanation(
            "content.differs", "http and https serve different pages",
            means: """
                The two ports serve different pages. Changing the mode changes what visitors see, \
                without any error; Cloudflare's Automatic SSL/TLS does not upgrade such sites.
                """,
            causes: """
                The default site answers on 443.
                A redirect on one port only.
                Pages that differ with each request.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v shows both answers.",
            fixes: "Serve the same site on both ports.",
            sources: "ssl/origin-configuration/ssl-modes"),
        Explanation(
            "vhost.other-site", "another site answers on the TLS port",
            means: """
                A placeholder or default page or certificate was recognised: in Full, visitors \
                would get that page, with status 200.
                """,
            causes: "No TLS site for this name, so the server's default answers.",
            proof: "fullstrict check HOST --resolve ORIGIN -v names what was recognised.",
            fixes: "Give the server a TLS site for the name.",
            sources: "ssl/origin-configuration/ssl-modes/full"),
        Explanation(
            "origins.disagree", "the origins differ",
            means: """
                The addresses behind the name serve different certificates. Visitors get one or \
                the other, so errors come and go.
                """,
            causes: """
                A renewed certificate did not reach every server.
                An old server is still in DNS.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v: one row for each address.",
            fixes:
                """
                Install the same certificate everywhere, or remove the address that differs from \
                DNS.
                """,
            sources: "fundamentals/basic-tasks/protect-your-origin-server"),
    ]
}
