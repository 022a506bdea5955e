internal import EdgePolicy
internal import OriginFacts

/// The name, its DNS answers and whose addresses they are.
extension Wording {
    func nameUnresolved(_ name: String, _ answer: DNSAnswer) -> FindingWords {
        FindingWords(
            "the name has no address", saw: "\(name): \(Wording.words(answer))",
            means: """
                Cannot tell: public DNS gives no origin to look at. Name the origin, \
                or create the record.
                """)
    }

    func originNameUnresolved(_ name: String, _ answer: DNSAnswer) -> FindingWords {
        FindingWords(
            "the origin's name has no address", saw: "\(name): \(Wording.words(answer))",
            means: "Every mode answers 530 with error 1016 while the origin's name has no address.")
    }

    func resolverFailed(_ name: String, _ answer: DNSAnswer) -> FindingWords {
        FindingWords(
            "DNS did not answer", saw: "\(name): \(Wording.words(answer))",
            means: "Cannot tell: nothing was looked at. Try again, or use another resolver (-r).")
    }

    func proxiedName(_ addresses: [IPAddress]) -> FindingWords {
        FindingWords(
            "the name is proxied, its origin is hidden",
            saw: "DNS gives \(Wording.addresses(addresses)): Cloudflare's own",
            means: """
                Cannot tell: a look at these addresses would judge Cloudflare, not your server. \
                Name the origin.
                """)
    }

    func originIsEdge(_ addresses: [IPAddress]) -> FindingWords {
        FindingWords(
            "the origin record points at Cloudflare",
            saw: "\(Wording.addresses(addresses)): Cloudflare's own",
            means: "Every mode answers error 1000: the edge will not ask itself.")
    }

    func forbiddenAddress(_ address: IPAddress, _ scope: AddressScope) -> FindingWords {
        FindingWords(
            "the record holds an address Cloudflare cannot reach",
            saw: "DNS gives \(address), \(Wording.name(scope))",
            means: """
                Every mode answers error 1000 or 1002: such an address is not allowed \
                behind a proxied name.
                """)
    }

    func noOriginToJudge(_ service: HostedService, _ name: String) -> FindingWords {
        FindingWords(
            "there is no origin of yours to judge",
            saw: "the name points to \(name), \(Wording.name(service))",
            means: """
                The encryption mode plays no part here: \(Wording.name(service)) has its own \
                way to your content.
                """)
    }

    func saasProvider(_ name: String) -> FindingWords {
        FindingWords(
            "the origin is another Cloudflare customer",
            saw: "the name points to \(name), which Cloudflare serves for a provider",
            means: """
                Cannot tell: the provider's own zone answers, and which certificate \
                is checked there is not documented.
                """)
    }

    func edgeNotCovered(_ name: String) -> FindingWords {
        FindingWords(
            "Cloudflare's free certificate does not cover the name",
            saw: "\(name) is more than one label below the zone's apex",
            means: """
                Universal SSL covers the apex and one label below it. Without an advanced or \
                uploaded certificate browsers fail before any mode matters.
                """)
    }

    func portNotProxied(_ port: UInt16) -> FindingWords {
        FindingWords(
            "Cloudflare does not proxy the port",
            saw: "visitors would use port \(port)",
            means: """
                Cloudflare proxies HTTP on 80, 8080, 8880, 2052, 2082, 2086, 2095 and HTTPS on \
                443, 2053, 2083, 2087, 2096, 8443 only.
                """)
    }

    func originsDisagree(_ count: Int) -> FindingWords {
        FindingWords(
            "the origins do not agree",
            saw: "the \(originCount) addresses behind the name give \(count) different results",
            means: """
                Which answer a visitor gets depends on the address Cloudflare picks; after \
                521, 522, 523, 525 or 526 it tries one other address once.
                """)
    }
}

extension Wording {
    /// `no such name (NXDOMAIN)`.
    static func words(_ answer: DNSAnswer) -> TerminalText {
        switch answer {
        case .addresses(let addresses): Wording.addresses(addresses)
        case .noData: "the name exists, but has no address"
        case .nameError: "no such name (NXDOMAIN)"
        case .serverFailure: "the resolver reports a failure (SERVFAIL)"
        case .refused: "the resolver refuses to answer (REFUSED)"
        case .timedOut(let milliseconds): "no DNS answer in \(seconds(milliseconds))"
        case .badName: "not a name DNS can hold"
        case .malformed: "an answer that makes no sense"
        case .noResolver: "no resolver can be reached from here"
        case .notAsked: "not asked"
        }
    }

    static func name(_ service: HostedService) -> TerminalText {
        switch service {
        case .tunnel: "Cloudflare Tunnel"
        case .pages: "Cloudflare Pages"
        case .workers: "Cloudflare Workers"
        case .r2: "Cloudflare R2"
        }
    }

    static func name(_ scope: AddressScope) -> TerminalText {
        switch scope {
        case .global: "a public address"
        case .loopback: "a loopback address"
        case .privateUse: "a private address"
        case .sharedCarrier: "a carrier-shared address"
        case .linkLocal: "a link-local address"
        case .metadata: "a cloud metadata address"
        case .uniqueLocal: "a unique local address"
        case .unspecified: "an unspecified address"
        case .multicast: "a multicast address"
        case .documentation: "a documentation address"
        case .benchmarking: "a benchmarking address"
        case .ipv4Mapped: "an IPv4-mapped address"
        case .nat64: "a NAT64 address"
        case .reserved: "a reserved address"
        }
    }
}
