internal import EdgePolicy
internal import OriginFacts

/// Every sentence about certificate files. It knows the files and judges nothing itself. All text
/// is ASCII.
struct FileWording {
    let facts: CertificateFileFacts
    let mode: EncryptionMode
    let hosts: [HostName]
    /// Options that a command about the same files needs.
    let options: FileOptions
    /// What `cert fix` needs in addition to the files: the missing issuer, or `--aia` to fetch it.
    /// Without it an incomplete chain cannot be fixed.
    let missing: [String]
    /// Certificates of the files that are not part of the chain, for details beyond their subjects.
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
