internal import OriginCheck

/// Writes reports to stdout or a file, as text or JSON, and to the `--save` file.
struct ReportSink {
    let output: OutputOptions
    /// `--save`: the whole observation with its certificates, for `replay`.
    let save: String?

    /// Writes all reports: separated by an empty line as text, one per line as JSON.
    func write(_ reports: [CheckReport]) throws(OriginCheckError) {
        if let save {
            try Console.write(saved(reports), to: save)
        }
        let text = output.json ? json(reports) : self.text(reports)
        try output.deliver(text)
    }

    private func json(_ reports: [CheckReport]) -> String {
        reports.map { report in
            report.json(onOneLine: reports.count > 1, redaction: redaction(report))
        }.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined()
    }

    private func saved(_ reports: [CheckReport]) -> [UInt8] {
        reports.flatMap {
            Array($0.json(onOneLine: true, includesCertificates: true).utf8) + [0x0A]
        }
    }

    private func text(_ reports: [CheckReport]) -> String {
        reports.map { report in
            report.text(output.style, detail: output.detail, redaction: redaction(report))
        }.joined(separator: output.quiet ? "" : "\n")
    }

    private func redaction(_ report: CheckReport) -> Redaction? {
        output.redact ? Redaction(report.observation) : nil
    }
}
