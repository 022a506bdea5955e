internal import EdgePolicy
internal import OriginFacts

/// The wording for the name, its DNS answers and the owners of its addresses.
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
                Cannot tell: public DNS has no address for the origin. Give one with --resolve, \
                or create the record.
                """)
    }

    private func originNameUnresolved(_ name: String, _ answer: DNSAnswer) -> FindingWords {
        FindingWords(
            "the origin's name has no address", saw: "\(name): \(Wording.words(answer))",
            means:
                """
                Visitors get 530 with error 1016 in every mode while the origin's name has no \
                address.
                """
        )
    }

    private func resolverFailed(_ name: String, _ answer: DNSAnswer) -> FindingWords {
        FindingWords(
            "DNS did not answer", saw: "\(name): \(Wording.words(answer))",
            means: "Cannot tell: nothing was checked. Try again, or use another resolver (-r).")
    }

    private func proxiedName(_ addresses: [IPAddress]) -> FindingWords {
        FindingWords(
            "the name is proxied, so its origin is hidden",
            saw: "DNS gives \(Wording.addresses(addresses)) (Cloudflare)",
            means: """
                Cannot tell: these are Cloudflare's addresses; give your server's with --resolve.
                """)
    }

    private func originIsEdge(_ addresses: [IPAddress]) -> FindingWords {
        FindingWords(
            "the origin record points at Cloudflare",
            saw: "\(Wording.addresses(addresses)) (Cloudflare)",
            means:
                """
                Visitors get error 1000 in every mode: Cloudflare does not send requests to \
                itself.
                """
        )
    }

    private func forbiddenAddress(_ address: IPAddress, _ scope: AddressScope) -> FindingWords {
        FindingWords(
            "the record has an address that Cloudflare cannot reach",
            saw: "DNS gives \(address), \(Wording.name(scope))",
            means: """
                Visitors get error 1000 or 1002 in every mode: a proxied record may not have such an address.
                """)
    }

    private func noOrigin(_ service: HostedService, _ name: String) -> FindingWords {
        FindingWords(
            "there is no origin server to check",
            saw: "the name points to \(name), \(Wording.name(service))",
            means: """
                The encryption mode does not matter here: \(Wording.name(service)) reaches your \
                content in its own way.
                """)
    }

    private func saasProvider(_ name: String) -> FindingWords {
        FindingWords(
            "the origin is another Cloudflare customer",
            saw: "the name points to \(name), a provider behind Cloudflare",
            means: """
                Cannot tell: the provider's zone answers, and how it validates certificates is not documented.
                """)
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let names = [
        Explanation(
            "dns.none", "the name has no address",
            means: """
                Public DNS has no address for the name, so there is no origin to check. This says \
                nothing about the modes.
                """,
            causes: """
                The record does not exist yet, or was deleted.
                The name is misspelt.
                The zone is served by other name servers than expected.
                """,
            proof: "dig NAME A; dig NAME AAAA; dig NAME NS.",
            fixes: "Create the record, or specify the origin: --resolve ADDRESS.",
            sources: "dns/manage-dns-records"),
        Explanation(
            "dns.origin-unresolved", "the origin's name has no address",
            means: """
                The origin's name (--connect-to, or the end of a CNAME) does not resolve. \
                Visitors get 530 with 1016 in every mode.
                """,
            causes: """
                The target of the CNAME was deleted.
                It is misspelt, or resolves only in another network.
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
                The resolver failed, refused or did not respond. That is a DNS problem and says \
                nothing about the name.
                """,
            causes: """
                The resolver is down, or unreachable from here.
                The zone's DNSSEC is broken: resolvers then answer SERVFAIL.
                """,
            proof: "dig NAME @1.1.1.1; fullstrict check NAME -r 1.1.1.1.",
            fixes: "Use another resolver (-r), or specify the origin (--resolve).",
            sources: "RFC 1035 section 4.1.1"),
        Explanation(
            "address.proxied", "the name is proxied, so its origin is hidden",
            means: """
                DNS gives Cloudflare's own addresses. Checking them would test Cloudflare's edge, \
                not your server; most checkers make that mistake.
                """,
            causes: "The record is proxied (orange cloud), which hides the origin.",
            proof: "dig NAME; https://www.cloudflare.com/ips/ lists the ranges.",
            fixes: """
                Specify the origin: --resolve ADDRESS (the dashboard shows it under DNS > Records), \
                --connect-to NAME, or run on the origin with --connect-to 127.0.0.1.
                """,
            sources: """
                dns/proxy-status
                fundamentals/concepts/cloudflare-ip-addresses
                """),
        Explanation(
            "address.cloudflare-edge", "the origin record points at Cloudflare",
            means: """
                The origin you gave is Cloudflare itself. Cloudflare does not send requests to itself: error 1000.
                """,
            causes: """
                An A record with an address copied from a lookup of the proxied name.
                An origin that proxies to its own public name.
                """,
            proof: "dig NAME, and compare with https://www.cloudflare.com/ips/.",
            fixes: "Put the server's own address into the record.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1000"),
        Explanation(
            "address.forbidden", "the record has an address that Cloudflare cannot reach",
            means: """
                Public DNS returned a private, loopback or reserved address. Behind a proxied \
                name that is error 1000 or 1002.
                """,
            causes: """
                A record meant for an internal network.
                A placeholder address such as 192.0.2.1 (those give 522 unless a Worker \
                answers).
                """,
            proof: "dig NAME",
            fixes: """
                Put the public address into the record, or use Cloudflare Tunnel.
                To test it from inside: --resolve ADDRESS, or --allow-private.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1002
                RFC 6890
                """),
        Explanation(
            "address.no-origin", "there is no origin server to check",
            means: """
                The name leads to Cloudflare Tunnel, Pages, Workers or R2. The encryption mode \
                does not apply to them.
                """,
            causes: "That is how these services work.",
            proof: "dig NAME CNAME: cfargotunnel.com, pages.dev, workers.dev, r2.dev.",
            fixes: "Nothing. For a Tunnel, check its own origin settings.",
            sources: "cloudflare-one/connections/connect-networks"),
        Explanation(
            "address.saas", "the origin is another Cloudflare customer",
            means: """
                The CNAME leads to a provider that is itself behind Cloudflare (Cloudflare for \
                SaaS). Its own zone answers; how it validates certificates is not documented.
                """,
            causes: "The site is hosted by such a provider.",
            proof: "dig NAME CNAME; the target's addresses are Cloudflare's.",
            fixes: "Ask the provider which mode its zone uses.",
            sources: "cloudflare-for-platforms/cloudflare-for-saas"),
    ]
}
