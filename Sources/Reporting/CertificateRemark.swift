internal import EdgePolicy
internal import OriginFacts

/// One thing to say about certificate files.
struct CertificateRemark: Hashable {
    let id: String
    let severity: Severity
    let title: TerminalText
    let saw: TerminalText

    /// Everything about the files of a report, gravest first.
    static func all(in report: CertificateReport) -> [CertificateRemark] {
        let remarks = files(report) + chain(report) + report.verdict.findings.map(remark)
        return [Severity.error, .warning, .info].flatMap { severity in
            remarks.filter { $0.severity == severity }
        }
    }

    private static func files(_ report: CertificateReport) -> [CertificateRemark] {
        var remarks: [CertificateRemark] = []
        let key = report.key.file ?? ""
        if report.key.match == .differs {
            remarks.append(
                CertificateRemark(
                    id: "key.mismatch", severity: .error,
                    title: "the key belongs to another certificate",
                    saw: "\(key) does not fit; a web server does not start with such a pair"))
        }
        if !report.ladder.isLeafFirst {
            remarks.append(
                CertificateRemark(
                    id: "chain.leaf-not-first", severity: .error,
                    title: "the server's own certificate is not the first",
                    saw: """
                        servers take the first one for their own and do not start with another's \
                        key; fullstrict cert fix puts them in order
                        """))
        }
        if !report.ladder.otherLeaves.isEmpty {
            remarks.append(
                CertificateRemark(
                    id: "chain.several-leaves", severity: .warning,
                    title: "certificates of several servers",
                    saw: Wording.names(report.ladder.otherLeaves.map(\.subject))))
        }
        if report.key.isWorldReadable {
            remarks.append(
                CertificateRemark(
                    id: "key.permissions", severity: .warning,
                    title: "everybody on this machine can read the key",
                    saw: "\(key); chmod 600 closes it"))
        }
        return remarks
    }

    private static func chain(_ report: CertificateReport) -> [CertificateRemark] {
        let severity: Severity =
            if case .uncertain = report.verdict.strict { .warning } else { .error }
        return report.verdict.strict.defects.map {
            CertificateRemark(
                id: $0.id, severity: severity, title: Wording.title($0), saw: Wording.saw($0))
        }
    }

    private static func remark(_ finding: ChainFinding) -> CertificateRemark {
        let severity: Severity
        switch finding {
        case .expiresSoon, .wrongOrder, .commonNameOnly, .revoked, .stapleMissing:
            severity = .warning
        default: severity = .info
        }
        return CertificateRemark(
            id: finding.id, severity: severity, title: Wording.title(finding),
            saw: Wording.saw(finding))
    }
}
