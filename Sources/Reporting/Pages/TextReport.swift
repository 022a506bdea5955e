internal import EdgePolicy
internal import OriginFacts

/// The report for people. The verdict comes first, then one table for each question. Each problem
/// is shown with the observation, its consequences, the fix and a way to check it. The vantage
/// point and exit status are last.
public struct TextReport: Sendable {
    /// The level of detail.
    public enum Detail: String, Hashable, Sendable, CaseIterable {
        /// One line (or two if the verdict is long).
        case quiet
        case normal
        /// Also shows chains, alerts, timings, CNAMEs, trails and header sizes.
        case verbose
    }

    public var report: CheckReport
    public var style: TextStyle
    public var detail: Detail
    /// The pseudonyms that replace origin addresses.
    public var redaction: Redaction?

    public init(
        _ report: CheckReport, style: TextStyle = TextStyle(), detail: Detail = .normal,
        redaction: Redaction? = nil
    ) {
        self.report = report
        self.style = style
        self.detail = detail
        self.redaction = redaction
    }

    /// The report as text; every line ends with a newline.
    public var text: String {
        var page = TextPage(report, style: style, detail: detail, redaction: redaction)
        switch detail {
        case .quiet: page.addLine()
        case .normal, .verbose: page.addAll()
        }
        return page.canvas.text
    }
}

/// A report that is being rendered as text.
struct TextPage {
    let report: CheckReport
    let wording: Wording
    let detail: TextReport.Detail
    var canvas: TextCanvas
    /// The configuration that has been shown; each piece is shown only once.
    var shownSnippets: Set<Snippet> = []

    init(
        _ report: CheckReport, style: TextStyle, detail: TextReport.Detail, redaction: Redaction?
    ) {
        self.report = report
        self.detail = detail
        wording = Wording(report)
        canvas = TextCanvas(style: style, redaction: redaction)
    }

    var assessment: Assessment {
        report.assessment
    }

    func mark(_ mark: Symbol) -> StyledText {
        StyledText(mark.symbol(canvas.style.symbols), mark.tone)
    }

    /// Whether the report is short: the host is ready without warnings.
    var isShort: Bool {
        detail == .normal && assessment.verdict.result == .ready
            && assessment.findings.allSatisfy { $0.severity == .info }
    }

    mutating func addAll() {
        canvas.blank()
        addHeader()
        addVerdict()
        if isShort {
            addExceptions()
            addShortNotes()
        } else {
            addModes()
            addOrigins()
            addLive()
            addFindings()
            if detail == .verbose { addDetails() }
        }
        addRevocation()
        addNextSteps()
        addSiblings()
        addFooter()
    }

    /// Adds the one line of `-q`.
    mutating func addLine() {
        let ids = distinctIDs(assessment.findings.filter { $0.severity != .info })
        let proof: TerminalText =
            ids.isEmpty ? "" : " (\(Wording.shortList(ids.map { "\($0)" }, atMost: 2)))"
        canvas.line(
            mark(Wording.mark(assessment.verdict.result)) + " "
                + StyledText("\(report.target.host.ascii)", .strong)
                + ": \(wording.shortHeadline(assessment))\(proof)")
    }

    private func distinctIDs(_ findings: [Finding]) -> [String] {
        var ids: [String] = []
        for finding in findings where !ids.contains(finding.id) { ids.append(finding.id) }
        return ids
    }

    private mutating func addHeader() {
        let host = report.target.host
        let isInternational = host.unicode != host.ascii && canvas.style.symbols == .unicode
        let name: TerminalText =
            isInternational ? "\(host.unicode) (\(host.ascii))" : "\(host.inURL)"
        canvas.paragraph(
            StyledText("\(name):\(report.target.visitorPorts.https)", .strong)
                + "     \(wording.source(report.observation))")
        canvas.blank()
    }

    private mutating func addVerdict() {
        let verdict = assessment.verdict
        canvas.paragraph(
            StyledText(wording.headline(report), .strong),
            label: mark(Wording.mark(verdict.result)) + " ", hang: 2)
        if verdict.result == .degraded { addBelowVerdict(Wording.degradedNote) }
        if let sentence = wording.recommendation(assessment.recommendation), !isShort {
            addBelowVerdict(sentence)
        }
        canvas.blank()
    }

    private mutating func addBelowVerdict(_ sentence: TerminalText) {
        canvas.paragraph(StyledText(sentence), indent: 4)
    }
}
