internal import OriginFacts

/// The output forms of reports. A new form is a case here and one file that renders it: the compiler
/// points at the lines that are missing.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
    /// For people.
    case text
    /// Documents of the schema `fullstrict.result/1`, one per line if there are several.
    case json

    /// What a report contains and how it looks, as far as the form allows a choice.
    public struct Options: Sendable {
        public var style = TextStyle()
        public var detail = TextReport.Detail.normal
        /// Whether pseudonyms replace the origin's addresses.
        public var redactsAddresses = false
        /// Whether the certificates' DER is included, which judging again requires.
        public var includesCertificates = false

        public init() {}

        func redaction(for report: CheckReport) -> Redaction? {
            redactsAddresses ? Redaction(report.observation) : nil
        }
    }

    /// Several reports as one text.
    public func text(of reports: [CheckReport], _ options: Options = Options()) -> String {
        switch self {
        case .text: TextReport.text(of: reports, options)
        case .json: ResultDocument.text(of: reports, options)
        }
    }

    /// What a scan writes for one target: whole lines, or nothing if the form has nothing to say.
    package func record(of report: CheckReport, _ options: Options) -> [UInt8] {
        switch self {
        case .text: TextReport.record(of: report, options)
        case .json: ResultDocument.record(of: report, options)
        }
    }

    /// What a scan writes for an input that is not contacted: invalid, or excluded by the user.
    package func record(of input: SkippedRecord, _ options: Options) -> [UInt8] {
        switch self {
        case .text: input.isExcluded ? [] : Array(ErrorDocument.line(input, options.style).utf8)
        case .json: ErrorDocument.bytes(input) + [0x0A]
        }
    }
}

extension TextReport {
    /// Separated by empty lines; quiet reports are lines of their own.
    static func text(of reports: [CheckReport], _ options: ReportFormat.Options) -> String {
        reports.map { report in
            TextReport(
                report, style: options.style, detail: options.detail,
                redaction: options.redaction(for: report)
            ).text
        }.joined(separator: options.detail == .quiet ? "" : "\n")
    }

    /// Only problems are shown.
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
