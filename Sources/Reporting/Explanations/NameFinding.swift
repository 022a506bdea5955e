internal import EdgePolicy
internal import OriginFacts

/// The name, its DNS answers and whose addresses they are.
extension Wording {
    func words(_ finding: NameFinding) -> FindingWords {
        switch finding {
        case .unresolved(let name, let answer): nameUnresolved(name, answer)
        case .originUnresolved(let name, let answer): originNameUnresolved(name, answer)
        case .resolverFailed(let name, let answer): resolverFailed(name, answer)
        case .proxied(let addresses): proxiedName(addresses)
        case .originIsEdge(let addresses): originIsEdge(addresses)
        case .forbiddenAddress(let address, let scope): forbiddenAddress(address, scope)
        case .noOrigin(let service, let name): noOrigin(service, name)
        case .saasProvider(let name): saasProvider(name)
        }
    }

    private func nameUnresolved(_ name: String, _ answer: DNSAnswer) -> FindingWords {
        FindingWords(
            "the name has no address", saw: "\(name): \(Wording.words(answer))",
            means: """
                Cannot tell: public DNS gives no origin to look at. Name the origin, \
                or create the record.
                """)
    }

    private func originNameUnresolved(_ name: String, _ answer: DNSAnswer) -> FindingWords {
        FindingWords(
            "the origin's name has no address", saw: "\(name): \(Wording.words(answer))",
            means: "Every mode answers 530 with error 1016 while the origin's name has no address.")
    }

    private func resolverFailed(_ name: String, _ answer: DNSAnswer) -> FindingWords {
        FindingWords(
            "DNS did not answer", saw: "\(name): \(Wording.words(answer))",
            means: "Cannot tell: nothing was looked at. Try again, or use another resolver (-r).")
    }

    private func proxiedName(_ addresses: [IPAddress]) -> FindingWords {
        FindingWords(
            "the name is proxied, its origin is hidden",
            saw: "DNS gives \(Wording.addresses(addresses)): Cloudflare's own",
            means: """
                Cannot tell: a look at these addresses would judge Cloudflare, not your server. \
                Name the origin.
                """)
    }

    private func originIsEdge(_ addresses: [IPAddress]) -> FindingWords {
        FindingWords(
            "the origin record points at Cloudflare",
            saw: "\(Wording.addresses(addresses)): Cloudflare's own",
            means: "Every mode answers error 1000: the edge will not ask itself.")
    }

    private func forbiddenAddress(_ address: IPAddress, _ scope: AddressScope) -> FindingWords {
        FindingWords(
            "the record holds an address Cloudflare cannot reach",
            saw: "DNS gives \(address), \(Wording.name(scope))",
            means: """
                Every mode answers error 1000 or 1002: such an address is not allowed \
                behind a proxied name.
                """)
    }

    private func noOrigin(_ service: HostedService, _ name: String) -> FindingWords {
        FindingWords(
            "there is no origin of yours to judge",
            saw: "the name points to \(name), \(Wording.name(service))",
            means: """
                The encryption mode plays no part here: \(Wording.name(service)) has its own \
                way to your content.
                """)
    }

    private func saasProvider(_ name: String) -> FindingWords {
        FindingWords(
            "the origin is another Cloudflare customer",
            saw: "the name points to \(name), which Cloudflare serves for a provider",
            means: """
                Cannot tell: the provider's own zone answers, and which certificate \
                is checked there is not documented.
                """)
    }
}

/// What `explain` says about them.
extension Explanation {
    static let names = [
        Explanation(
            "dns.none", "the name has no address",
            means: """
                Public DNS knows no address for the name, so there is no origin to look at. \
                Nothing is said about the modes.
                """,
            causes: """
                The record was not made yet, or was deleted.
                The name is misspelt.
                The zone is served by other name servers than you think.
                """,
            proof: "dig NAME A; dig NAME AAAA; dig NAME NS.",
            fixes: "Make the record, or name the origin: --resolve ADDRESS.",
            sources: "dns/manage-dns-records"),
        Explanation(
            "dns.origin-unresolved", "the origin's name has no address",
            means: """
                The name that stands for the origin (--connect-to, or the end of a CNAME) does \
                not resolve. Behind Cloudflare every mode answers 530 with 1016.
                """,
            causes: """
                The target of the CNAME was deleted.
                It is misspelt, or private to another network.
                """,
            proof: "dig TARGET A; dig TARGET AAAA.",
            fixes: "Correct the record, or give the target an address.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-530
                support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1016
                """),
        Explanation(
            "dns.resolver-failed", "DNS did not answer",
            means: """
                The resolver failed, refused or was silent. That is trouble on the way to DNS, \
                not proof about the name.
                """,
            causes: """
                The resolver is down, or unreachable from here.
                The zone's DNSSEC is broken: resolvers then answer SERVFAIL.
                """,
            proof: "dig NAME @1.1.1.1; fullstrict check NAME -r 1.1.1.1.",
            fixes: "Use another resolver (-r), or name the origin (--resolve).",
            sources: "RFC 1035 section 4.1.1"),
        Explanation(
            "address.proxied", "the name is proxied, its origin is hidden",
            means: """
                DNS gives Cloudflare's own addresses. A look at them would judge Cloudflare's \
                edge, not your server; that is the mistake most checkers make.
                """,
            causes: "The record's cloud is orange: that is what it is for.",
            proof: "dig NAME; https://www.cloudflare.com/ips/ lists the ranges.",
            fixes: """
                Name the origin: --resolve ADDRESS (the dashboard shows it under DNS > Records), \
                --connect-to NAME, or run on the origin with --connect-to 127.0.0.1.
                """,
            sources: """
                dns/proxy-status
                fundamentals/concepts/cloudflare-ip-addresses
                """),
        Explanation(
            "address.cloudflare-edge", "the origin record points at Cloudflare",
            means: """
                The origin you named is Cloudflare itself. The edge refuses to ask itself: error \
                1000.
                """,
            causes: """
                An A record with an address copied from a lookup of the proxied name.
                An origin that proxies to its own public name.
                """,
            proof: "dig NAME, and compare with https://www.cloudflare.com/ips/.",
            fixes: "Put the server's own address into the record.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1000"),
        Explanation(
            "address.forbidden", "the record holds an address Cloudflare cannot reach",
            means: """
                A private, loopback or reserved address came out of public DNS. Behind a proxied \
                name that is error 1000 or 1002.
                """,
            causes: """
                A record meant for the inside of a network.
                A placeholder address such as 192.0.2.1 (those give 522 unless a Worker \
                answers).
                """,
            proof: "dig NAME.",
            fixes: """
                Put the public address into the record, or use Cloudflare Tunnel.
                To test it from inside: --resolve ADDRESS, or --allow-private.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1002
                RFC 6890
                """),
        Explanation(
            "address.no-origin", "there is no origin of yours to judge",
            means: """
                The name leads to Cloudflare Tunnel, Pages, Workers or R2. The encryption mode \
                does not govern their way to your content.
                """,
            causes: "That is how these services work.",
            proof: "dig NAME CNAME: cfargotunnel.com, pages.dev, workers.dev, r2.dev.",
            fixes: "Nothing. For a Tunnel look at its own origin settings.",
            sources: "cloudflare-one/connections/connect-networks"),
        Explanation(
            "address.saas", "the origin is another Cloudflare customer",
            means: """
                The CNAME leads to a provider that is itself behind Cloudflare (Cloudflare for \
                SaaS). Its own zone answers; which certificate is checked there is not \
                documented.
                """,
            causes: "The site is hosted by such a provider.",
            proof: "dig NAME CNAME; the target's addresses are Cloudflare's.",
            fixes: "Ask the provider which mode its zone uses.",
            sources: "cloudflare-for-platforms/cloudflare-for-saas"),
    ]
}
