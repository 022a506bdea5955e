internal import EdgePolicy
internal import OriginFacts

/// Every sentence about certificate files. This type contains the files' facts but does not judge
/// anything itself. All text is ASCII.
struct FileWording {
    let facts: CertificateFileFacts
    let mode: EncryptionMode
    let hosts: [HostName]
    /// The options that a command about the same files needs.
    let options: FileOptions
    /// The arguments that `cert fix` needs in addition to the files: the missing issuer, or `--aia`
    /// to fetch it. Without them an incomplete chain cannot be fixed.
    let missing: [String]
    /// The certificates in the files that are not part of the chain, for details in addition to
    /// their subjects.
    let others: (leaves: [CertificateFacts], strangers: [CertificateFacts])
    let time: UnixTime

    init(_ report: CertificateReport) {
        facts = report.facts
        mode = report.assessment.mode
        hosts = report.assessment.hosts.compactMap(\.host)
        options = report.options
        others = (report.chainView.otherLeaves, report.chainView.strangers)
        time = report.time
        missing = report.assessment.findings.compactMap(\.remedies.first).reduce(into: []) {
            guard case .addIssuer(_, let urls) = $1 else { return }
            let input = FileWording.issuerURL(urls) == nil ? "ISSUER.pem" : "--aia"
            if !$0.contains(input) { $0.append(input) }
        }
    }

    /// Returns the URL from which an issuer is fetched; nil if none uses plain http.
    static func issuerURL(_ urls: [String]) -> String? {
        urls.first { $0.lowercased().hasPrefix("http://") }
    }
}
