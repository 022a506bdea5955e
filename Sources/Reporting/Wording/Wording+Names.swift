internal import EdgePolicy
internal import OriginFacts

/// The wording for ports, names and certificate purposes.
extension Wording {
    /// Returns the name of the port: `port 443 (TLS)`, `port 80`.
    func name(_ leg: Leg) -> TerminalText {
        switch leg {
        case .plain: "port \(target.originPorts.http)"
        case .tls: "port \(target.originPorts.https) (TLS)"
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

/// Sentences about the names and purposes of a certificate.
enum NameWords {
    /// Returns the names that the certificate covers.
    static func names(of certificate: CertificateFacts) -> [String] {
        let covered = NameCoverage(of: certificate).covered
        return covered.isEmpty ? ["none"] : covered
    }

    /// Returns a phrase such as `covers example.com and *.example.com: www too; not
    /// a.b.example.com`.
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

    /// Returns the details that distinguish certificates with the same subject.
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

    /// Returns the extended key usage in words.
    static func purpose(of certificate: CertificateFacts) -> TerminalText {
        guard let usages = certificate.extendedKeyUsage else { return "none stated: any" }
        return Wording.list(usages.prefix(6).map { purposes[$0] ?? "\($0)" })
    }
}
