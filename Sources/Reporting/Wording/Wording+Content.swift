internal import EdgePolicy
internal import OriginFacts

/// Redirects, and what is served.
extension Wording {
    func redirectsToHTTPS() -> FindingWords {
        FindingWords(
            "plain requests are redirected to https",
            saw: "port \(target.originPorts.http) redirects to https",
            means: "Full and stronger work well with this; Off and Flexible loop.")
    }

    func redirectsToHTTP() -> FindingWords {
        FindingWords(
            "TLS requests are redirected to http",
            saw: "port \(target.originPorts.https) redirects to http",
            means: """
                https visitors end on http. With Always Use HTTPS or HSTS on, that is an \
                endless redirect in Full and stronger.
                """)
    }

    func redirectLoop(_ modes: [EncryptionMode], _ trust: HeaderTrust) -> FindingWords {
        let proof: TerminalText =
            switch trust {
            case .trusted: "the redirect follows X-Forwarded-Proto, and still comes back"
            case .ignoredFromHere: "the same redirect whatever X-Forwarded-Proto says"
            }
        let doubt: TerminalText =
            switch trust {
            case .trusted: ""
            case .ignoredFromHere:
                ", unless the app trusts that header only from Cloudflare's addresses"
            }
        return FindingWords(
            "redirects never end", saw: proof,
            means: "Browsers give up (ERR_TOO_MANY_REDIRECTS) in \(Wording.names(modes))\(doubt).")
    }

    func redirectsToOtherHost(_ host: String) -> FindingWords {
        let own = target.host.ascii
        let isSibling = host == "www." + own || own == "www." + host
        return FindingWords(
            "visitors are sent to another host", saw: "redirect to \(host)",
            means: isSibling
                ? "The redirect is passed on. \(host) is in the same zone and mode: check that one too."
                : """
                The redirect is passed on. What \(host) serves is judged by its own zone's mode: \
                check that one too.
                """)
    }

    func severalLocations(_ leg: Leg) -> FindingWords {
        FindingWords(
            "a redirect with several destinations",
            saw: "\(name(leg)): Location fields that differ",
            means: "The redirect is passed on. Browsers disagree: some refuse, some take the first."
        )
    }

    func refreshes(_ leg: Leg, _ destination: String) -> FindingWords {
        FindingWords(
            "the page sends visitors on by itself",
            saw: "\(name(leg)): refresh to \(destination)",
            means: """
                Cloudflare does not see such a redirect, and it was not followed here. If it leads to \
                https on this host, Flexible and Off may never end.
                """)
    }

    func contentDiffers(_ difference: ContentDifference) -> FindingWords {
        FindingWords(
            "http and https serve different pages", saw: Wording.words(difference),
            means: "A change of mode would change what visitors see, though no error appears.")
    }

    func placeholderSite(_ site: PlaceholderSite) -> FindingWords {
        FindingWords(
            "another site answers on the TLS port", saw: Wording.name(site),
            means: "\(usesTLS ? "Visitors" : "In Full and stronger visitors") get that site.")
    }

    private static func words(_ difference: ContentDifference) -> TerminalText {
        let none: TerminalText = "none"
        return switch difference {
        case .status(let plain, let tls): "status \(plain) over http, \(tls) over https"
        case .redirect(let plain, let tls):
            "redirect over http: \(plain.map { "\($0)" } ?? none), over https: \(tls.map { "\($0)" } ?? none)"
        case .title(let plain, let tls):
            "title over http: \(plain.map { "\"\($0)\"" } ?? none), over https: \(tls.map { "\"\($0)\"" } ?? none)"
        case .body(let plain, let tls): "\(plain) bytes over http, \(tls) over https, not the same"
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
        case .caddyInternal: "a certificate of Caddy's own local authority"
        case .apacheDefault: "Apache's default page"
        case .iisDefault: "the IIS start page"
        case .caddyDefault: "Caddy's default page"
        }
    }
}
