internal import EdgePolicy
internal import OriginFacts

/// Sentences about the names of a certificate.
enum NameWords {
    static func names(of certificate: CertificateFacts) -> [String] {
        let covered = NameCoverage(of: certificate).covered
        return covered.isEmpty ? ["none"] : covered
    }

    /// `example.com; not www.example.com`.
    static func coverage(of certificate: CertificateFacts) -> TerminalText {
        let coverage = NameCoverage(of: certificate)
        let covered: TerminalText =
            coverage.covered.isEmpty
            ? "covers no name" : "covers \(Wording.names(coverage.covered, atMost: 12))"
        guard !coverage.notCovered.isEmpty else { return covered }
        return """
            \(covered), but not \
            \(Wording.list(coverage.notCovered.prefix(6).map { "\($0)" }, joiner: "or"))
            """
    }
}
