internal import DataFormats
internal import EdgePolicy

/// The output forms of reports. To add a form, add a case here and one file that renders it: the
/// compiler reports the lines that are missing.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
    /// Text for people.
    case text
    /// Documents in the schema `fullstrict.result/1`, one per line if there are several.
    case json

    /// The content and appearance of a report, if the form allows a choice.
    public struct Options: Sendable {
        public var style = TextStyle()
        public var detail = TextReport.Detail.normal
        /// Whether pseudonyms replace the origin's addresses.
        public var redactsAddresses = false
        /// Whether to include the certificates' DER, which is needed to judge the result again.
        public var includesCertificates = false

        /// Text without redaction and without certificates.
        public init() {}

        func redaction(for report: CheckReport) -> Redaction? {
            redactsAddresses ? Redaction(report.observation) : nil
        }
    }

    /// Returns several reports as one text.
    public func text(of reports: [CheckReport], _ options: Options = Options()) -> String {
        switch self {
        case .text: TextReport.text(of: reports, options)
        case .json: ResultDocument.text(of: reports, options)
        }
    }

    /// Returns the output of a scan for one target: whole lines, or nothing if the form shows
    /// nothing for it.
    package func record(of report: CheckReport, _ options: Options) -> [UInt8] {
        switch self {
        case .text: TextReport.record(of: report, options)
        case .json: ResultDocument.record(of: report, options)
        }
    }

    /// Returns the output of a scan for an input that is not contacted because it is invalid or
    /// excluded.
    package func record(of input: SkippedRecord, _ options: Options) -> [UInt8] {
        switch self {
        case .text: input.isExcluded ? [] : Array(ErrorDocument.line(input, options.style).utf8)
        case .json: ErrorDocument.bytes(input) + [0x0A]
        }
    }
}

extension TextReport {
    /// Returns the reports separated by empty lines; quiet reports are single lines without
    /// separators.
    static func text(of reports: [CheckReport], _ options: ReportFormat.Options) -> String {
        reports.map { report in
            TextReport(
                report, style: options.style, detail: options.detail,
                redaction: options.redaction(for: report)
            ).text
        }.joined(separator: options.detail == .quiet ? "" : "\n")
    }

    /// Returns the output for one target; only problems are shown.
    static func record(of report: CheckReport, _ options: ReportFormat.Options) -> [UInt8] {
        guard report.assessment.verdict.result != .ready else { return [] }
        return Array(TextReport(report, style: options.style, detail: .quiet).text.utf8)
    }
}

extension ResultDocument {
    static func text(of reports: [CheckReport], _ options: ReportFormat.Options) -> String {
        reports.map { report in
            let text = text(
                report,
                Options(
                    includeDER: options.includesCertificates,
                    layout: reports.count > 1 ? .line : .pretty,
                    redaction: options.redaction(for: report)))
            return text.hasSuffix("\n") ? text : text + "\n"
        }.joined()
    }

    static func record(of report: CheckReport, _ options: ReportFormat.Options) -> [UInt8] {
        bytes(report, Options(includeDER: options.includesCertificates)) + [0x0A]
    }
}
