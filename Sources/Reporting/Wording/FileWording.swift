internal import EdgePolicy
internal import OriginFacts

/// Every sentence about certificate files, keyed by case. It knows the files it speaks of and judges
/// nothing itself. The words are ASCII.
struct FileWording {
    let facts: CertificateFileFacts
    let mode: EncryptionMode
    let hosts: [HostName]
    /// Options that a command about the same files needs.
    let options: FileOptions
    /// What `cert fix` needs besides the files: the missing issuer, or that it fetches it. A chain that lacks
    /// one cannot be put in order without.
    let missing: [String]
    /// Certificates of the files that are no part of the chain, for what subjects do not tell.
    let others: (leaves: [CertificateFacts], strangers: [CertificateFacts])
    let time: UnixTime

    init(_ report: CertificateReport) {
        facts = report.facts
        mode = report.assessment.mode
        hosts = report.assessment.hosts.compactMap(\.host)
        options = report.options
        others = (report.ladder.otherLeaves, report.ladder.strangers)
        time = report.time
        missing = report.assessment.findings.compactMap(\.remedies.first).reduce(into: []) {
            guard case .addIssuer(_, let urls) = $1 else { return }
            let input = FileWording.issuerURL(urls) == nil ? "ISSUER.pem" : "--aia"
            if !$0.contains(input) { $0.append(input) }
        }
    }

    /// The URL an issuer is fetched from; nil where none is plain http.
    static func issuerURL(_ urls: [String]) -> String? {
        urls.first { $0.lowercased().hasPrefix("http://") }
    }
}
