internal import EdgePolicy
internal import OriginFacts

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
