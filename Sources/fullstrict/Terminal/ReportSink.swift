internal import OriginCheck

/// Writes reports to stdout or a file, as text or JSON, and to the `--save` file.
struct ReportSink {
    let output: OutputOptions
    /// The `--save` file, which contains the whole observation with its certificates, for `replay`.
    let save: String?

    /// Writes all reports, separated by an empty line as text, one per line as JSON.
    func write(_ reports: [CheckReport]) throws(OriginCheckError) {
        if let save {
            try Console.write(saved(reports), to: save)
        }
        try output.deliver(output.format.text(of: reports, output.reportOptions))
    }

    private func saved(_ reports: [CheckReport]) -> [UInt8] {
        reports.flatMap {
            Array($0.json(onOneLine: true, includesCertificates: true).utf8) + [0x0A]
        }
    }
}
