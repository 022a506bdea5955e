internal import EdgePolicy
internal import OriginFacts

/// A report on certificate files that is being rendered as text: verdict, hosts, modes, problems,
/// facts, chain.
struct CertificatePage {
    let report: CertificateReport
    let wording: FileWording
    let detail: TextReport.Detail
    var canvas: TextCanvas

    init(
        _ report: CertificateReport, style: TextStyle, detail: TextReport.Detail,
        redaction: Redaction?
    ) {
        self.report = report
        self.detail = detail
        wording = FileWording(report)
        canvas = TextCanvas(style: style, redaction: redaction)
    }

    var assessment: FileAssessment {
        report.assessment
    }

    func mark(_ mark: Symbol) -> StyledText {
        StyledText(mark.symbol(canvas.style.symbols), mark.tone)
    }

    mutating func addAll() {
        addVerdict()
        addHosts()
        addModes()
        addServed()
        addFindings()
        addFacts()
        canvas.paragraph(StyledText("CHAIN", .strong))
        canvas.chainView(report.chainView, at: report.time, isVerbose: detail == .verbose)
        let note: TerminalText = report.trust.note.map { "; \($0)" } ?? ""
        canvas.paragraph(
            StyledText(
                """
                Judged by \(report.trust.label)\(note), as of \(report.time). \
                Exit \(report.exitStatus).
                """, .dim))
    }

    /// Adds the one line of `-q`.
    mutating func addLine() {
        var ids: [String] = []
        for finding in assessment.findings where finding.severity != .info {
            if !ids.contains(finding.id) { ids.append(finding.id) }
        }
        let proof: TerminalText =
            ids.isEmpty ? "" : " (\(Wording.shortList(ids.map { "\($0)" }, atMost: 2)))"
        canvas.line(
            mark(Wording.mark(assessment.overall)) + " " + StyledText(title, .strong)
                + ": \(wording.shortHeadline(assessment))\(proof)")
    }

    private var title: TerminalText {
        TerminalText(untrusted: report.facts.files.joined(separator: " "), limit: 400)
    }

    private mutating func addVerdict() {
        canvas.blank()
        canvas.paragraph(StyledText(title, .strong))
        canvas.blank()
        canvas.paragraph(
            StyledText(wording.headline(assessment), .strong),
            label: mark(Wording.mark(assessment.result)) + " ", hang: 2)
        if let served = wording.servedHeadline(assessment) {
            canvas.paragraph(
                StyledText(served.text, .strong), label: mark(served.mark) + " ", hang: 2)
        }
        canvas.blank()
    }

    /// Returns an outcome with its mark; there is no mark if the certificate is not used.
    private func cell(_ outcome: FileOutcome, _ words: TerminalText) -> StyledText {
        guard outcome != .notUsed else { return StyledText(words) }
        return mark(FileWording.mark(outcome)) + " " + words
    }

    /// Adds each requested host with the result for its visitors.
    private mutating func addHosts() {
        guard assessment.hosts.count > 1 else { return }
        let rows = assessment.hosts.map { host in
            [
                StyledText("\(host.host?.ascii ?? "")"),
                cell(host[assessment.mode], wording.words(host, in: assessment.mode)),
            ]
        }
        var table = TextTable(header: ["HOST", "WITH THIS CERTIFICATE"], rows: rows)
        table.keepsNames = true
        canvas.table(table)
        canvas.blank()
    }

    private mutating func addModes() {
        let isElsewhere = assessment.served.contains {
            $0.state != .same && $0.refusal != .excludedByOption
        }
        let rows = EncryptionMode.allCases.map { mode in
            let outcome = assessment.worstOutcome(mode)
            return [
                StyledText(Wording.name(mode), mode == assessment.mode ? .strong : .plain),
                cell(outcome, wording.words(outcome, in: mode, of: assessment)),
            ]
        }
        let header: TerminalText =
            isElsewhere ? "ONCE THESE FILES ARE SERVED" : "VISITORS WOULD GET"
        canvas.table(TextTable(header: ["MODE", header], rows: rows))
        canvas.blank()
    }

    private mutating func addServed() {
        guard !assessment.served.isEmpty else { return }
        for host in assessment.served.map(\.host).distinct {
            let comparisons = assessment.served.filter { $0.host == host }
            let port = comparisons.first?.port ?? 443
            canvas.paragraph(StyledText("SERVED FOR \(host.inURL), PORT \(port)", .strong))
            let rows = comparisons.map { comparison in
                [
                    StyledText("\(comparison.address)"),
                    mark(FileWording.mark(comparison)) + " " + FileWording.row(comparison),
                ]
            }
            var table = TextTable(rows: rows)
            table.keepsNames = true
            canvas.table(table)
            canvas.blank()
        }
    }

    // MARK: - Findings

    private mutating func addFindings() {
        let findings = assessment.findings
        addBlocks(findings.filter { $0.severity == .error }, "PROBLEM", .bad)
        addBlocks(findings.filter { $0.severity == .warning }, "WARNING", .warning)
        let grave = findings.filter { $0.severity != .info }
        if !grave.isEmpty {
            canvas.command(
                wording.again(after: grave), indent: 2, label: StyledText("Then: ", .dim), hang: 6)
            canvas.blank()
        }
        let told = grave.compactMap(\.remedies.first).compactMap { wording.advice($0).command }
        addNotes(findings.filter { $0.severity == .info }, after: told)
    }

    private mutating func addBlocks(
        _ findings: [FileFinding], _ noun: TerminalText, _ mark: Symbol
    ) {
        guard !findings.isEmpty else { return }
        canvas.paragraph(StyledText(Wording.count(findings.count, noun, plural: "S"), .strong))
        var told: [FileAdvice] = []
        for finding in findings {
            let words = wording.words(finding.kind)
            canvas.paragraph(
                StyledText("\(finding.id)", .strong) + "   \(words.title)\(hosts(finding))",
                label: self.mark(mark) + " ", hang: 4)
            addFact("saw", words.saw)
            addFact("means", words.means)
            for remedy in finding.remedies.prefix(1) {
                let advice = wording.advice(remedy)
                if told.contains(where: advice.isSaid(by:)) {
                    addFact("fix", "as above")
                } else if told.contains(where: advice.hasCommand(of:)) {
                    addFact("fix", advice.text)
                } else {
                    addFix(advice)
                    told.append(advice)
                }
            }
            canvas.blank()
        }
    }

    private func hosts(_ finding: FileFinding) -> TerminalText {
        guard assessment.hosts.count > 1, !finding.hosts.isEmpty else { return "" }
        return " (\(Wording.names(finding.hosts.map(\.ascii))))"
    }

    private mutating func addFact(_ label: TerminalText, _ text: TerminalText) {
        canvas.paragraph(
            StyledText(text), indent: 4, label: StyledText(label, .dim), hang: 7, aligned: true)
    }

    private mutating func addFix(_ advice: FileAdvice) {
        addFact("fix", advice.text)
        if let command = advice.command {
            canvas.command(command, indent: 11)
        }
        for snippet in advice.snippets {
            canvas.paragraph(StyledText("\(snippet.server):", .dim), indent: 11)
            for line in snippet.lines { canvas.configuration(line, indent: 13) }
            if let reload = snippet.reload { canvas.command(reload, indent: 13) }
        }
    }

    /// Adds the notes, with the commands not shown before.
    private mutating func addNotes(_ findings: [FileFinding], after commands: [TerminalText]) {
        guard !findings.isEmpty else { return }
        canvas.paragraph(StyledText(Wording.count(findings.count, "NOTE", plural: "S"), .strong))
        var told = commands
        for finding in findings {
            let words = wording.words(finding.kind)
            canvas.paragraph(
                StyledText("\(finding.id)", .strong)
                    + "   \(words.title): \(words.saw). \(words.means)",
                label: mark(.note) + " ", hang: 4)
            for command in finding.remedies.prefix(1).compactMap({ wording.advice($0).command })
            where !told.contains(command) {
                canvas.command(command, indent: 6)
                told.append(command)
            }
        }
        canvas.blank()
    }

    // MARK: - Facts

    private mutating func addFacts() {
        guard let verdict = assessment.hosts.first?.verdict else { return }
        let leaf = report.facts.leaf
        canvas.paragraph(StyledText("CERTIFICATE", .strong))
        canvas.fact("names", NameWords.coverage(of: leaf))
        if wording.hosts.isEmpty {
            canvas.fact("", "not compared with any host: add --host NAME")
        }
        canvas.fact("key", wording.keyWords)
        canvas.fact("purpose", NameWords.purpose(of: leaf))
        canvas.fact("trust", Wording.name(verdict.anchor))
        canvas.fact("browsers", wording.browserWords(verdict))
        for status in verdict.revocation {
            canvas.fact("revoked?", "\(status.certificate): \(Wording.words(status.status))")
        }
        canvas.blank()
    }
}

extension TextCanvas {
    /// Adds a line `label   text` to the summary.
    fileprivate mutating func fact(_ label: TerminalText, _ text: TerminalText) {
        paragraph(
            StyledText(text), indent: 2, label: StyledText(label, .dim), hang: 10, aligned: true)
    }
}

extension [HostName] {
    /// The distinct hosts, in order.
    fileprivate var distinct: [HostName] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
