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

/// What further handshakes explain.
extension Wording {
    func onlyBeyondEdge(_ version: String, _ cipher: String, _ group: String?) -> FindingWords {
        let curve: TerminalText = group.map { " with \($0)" } ?? ""
        return FindingWords(
            "the origin accepts only what the edge does not offer",
            saw: "when offered everything, it took TLS \(version), \(cipher)\(curve)",
            means: "That is what it insists on, and the edge does not offer it.")
    }

    func defaultCertificate(_ subject: String) -> FindingWords {
        FindingWords(
            "the server has no certificate of its own for this name",
            saw: "\(subject) is also what it shows without a server name",
            means: "So it is its default: the server has none of its own for this name.")
    }

    func serverNameChooses(_ subject: String) -> FindingWords {
        FindingWords(
            "without a server name there is another certificate", saw: "\(subject)",
            means: "Nothing: Cloudflare sends the server name.")
    }

    func serverNameNeeded() -> FindingWords {
        FindingWords(
            "the origin wants a server name", saw: "no handshake without one",
            means: "Nothing: Cloudflare sends the server name.")
    }

    func serverNameNotKnown(_ subject: String) -> FindingWords {
        FindingWords(
            "the origin shakes hands without the name only",
            saw: "without a server name it shows \(subject)",
            means: "Cloudflare always sends the name, which the server does not know.")
    }
}

/// Sentences about the names and purposes of a certificate.
enum NameWords {
    /// The names it covers.
    static func names(of certificate: CertificateFacts) -> [String] {
        let covered = NameCoverage(of: certificate).covered
        return covered.isEmpty ? ["none"] : covered
    }

    /// `covers example.com and *.example.com: www too; not a.b.example.com`.
    static func coverage(of certificate: CertificateFacts) -> TerminalText {
        let coverage = NameCoverage(of: certificate)
        let covered: TerminalText =
            coverage.covered.isEmpty
            ? "covers no name" : "covers \(Wording.names(coverage.covered, atMost: 12))"
        let also: TerminalText =
            coverage.coveredByWildcard.isEmpty
            ? "" : ", so \(Wording.names(coverage.coveredByWildcard)) too"
        let lacks = Array(coverage.notCovered.prefix(6)) + [coverage.tooDeep].compactMap(\.self)
        guard !lacks.isEmpty else { return covered + also }
        return "\(covered)\(also); not \(Wording.list(lacks.map { "\($0)" }, joiner: "or"))"
    }

    /// What tells certificates of one subject apart.
    static func identity(of certificate: CertificateFacts) -> TerminalText {
        """
        \(certificate.subject) (\(Wording.name(certificate.key)), serial \
        \(TerminalText(untrusted: certificate.serial, limit: 40)), until \(certificate.notAfter))
        """
    }

    private static let purposes: [String: TerminalText] = [
        "1.3.6.1.5.5.7.3.1": "TLS server", "1.3.6.1.5.5.7.3.2": "TLS client",
        "1.3.6.1.5.5.7.3.3": "code signing", "1.3.6.1.5.5.7.3.4": "e-mail",
        "1.3.6.1.5.5.7.3.8": "time stamps", "1.3.6.1.5.5.7.3.9": "OCSP responses",
        "2.5.29.37.0": "anything",
    ]

    /// The extended key usage in words.
    static func purpose(of certificate: CertificateFacts) -> TerminalText {
        guard let usages = certificate.extendedKeyUsage else { return "none stated: any" }
        return Wording.list(usages.prefix(6).map { purposes[$0] ?? "\($0)" })
    }
}
