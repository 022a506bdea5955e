/// The report for people: verdict first, one table for each question, problems with what was seen,
/// what it means, what fixes it and how to check; vantage and exit status last.
public struct TextReport: Sendable {
    /// How much is said.
    public enum Detail: String, Hashable, Sendable, CaseIterable {
        /// One line (or two, when the verdict is long).
        case quiet
        case normal
        /// Chains, alerts, timings, CNAMEs, trails and header sizes too.
        case verbose
    }

    public var report: CheckReport
    public var style: TextStyle
    public var detail: Detail
    /// Pseudonyms in place of origin addresses.
    public var redaction: Redaction?

    /// A report in one form.
    public init(
        _ report: CheckReport, style: TextStyle = TextStyle(), detail: Detail = .normal,
        redaction: Redaction? = nil
    ) {
        self.report = report
        self.style = style
        self.detail = detail
        self.redaction = redaction
    }

    /// The report; every line ends with a newline.
    public var text: String {
        var page = TextPage(report, style: style, detail: detail, redaction: redaction)
        switch detail {
        case .quiet: page.addLine()
        case .normal, .verbose: page.addAll()
        }
        return page.canvas.text
    }
}
