internal import EdgePolicy
internal import OriginFacts

extension CertificateReport {
    /// For people; no line is wider than the style allows.
    public func text(_ style: TextStyle) -> String {
        var canvas = TextCanvas(style: style)
        let result = forecast(mode)
        canvas.paragraph(StyledText("\(title)", .strong))
        canvas.blank()
        canvas.paragraph(
            StyledText(headline(result), .strong), label: mark(result, canvas) + " ", hang: 2)
        canvas.blank()
        addFacts(&canvas)
        addModes(&canvas)
        addRemarks(&canvas)
        canvas.paragraph(StyledText("CHAIN", .strong))
        canvas.ladder(ladder, at: time)
        canvas.paragraph(StyledText("Judged by \(trust.label), as of \(time).", .dim))
        return canvas.trimmedText
    }

    private func mark(_ forecast: FileForecast, _ canvas: TextCanvas) -> StyledText {
        let mark: Mark =
            switch forecast {
            case .notUsed, .works: .good
            case .refused, .serverFails: .bad
            case .unknown: .unknown
            }
        return StyledText(mark.symbol(canvas.style.symbols), mark.tone)
    }

    private func headline(_ result: FileForecast) -> TerminalText {
        let name = Wording.name(mode)
        switch result {
        case .notUsed: return "\(name) does not look at certificates."
        case .works where mode == .full: return "\(name) works: it does not check certificates."
        case .works:
            let until: TerminalText = verdict.strictUntil.map { " until \($0)" } ?? ""
            let names: TerminalText = host.map { " for \($0)" } ?? ""
            return "\(name) accepts this certificate\(names)\(until)."
        case .refused:
            let reason = verdict.strict.defects.first.map(Wording.title) ?? "it is refused"
            return "\(name) would answer 526: \(reason)."
        case .serverFails:
            return "The web server would not start with this, and visitors get 521."
        case .unknown: return "Cannot tell whether \(name) accepts this certificate."
        }
    }

    private func addFacts(_ canvas: inout TextCanvas) {
        guard let leaf = ladder.rungs.first?.certificate else { return }
        canvas.fact("names", NameWords.coverage(of: leaf))
        if host == nil { canvas.fact("", "not compared with any host: add --host NAME") }
        canvas.fact("trust", Wording.name(verdict.anchor))
        canvas.fact("key", keyWords)
        canvas.fact("visitors", browserWords)
        canvas.blank()
    }

    private var keyWords: TerminalText {
        switch key.match {
        case .notGiven: "not given: add --key FILE to see whether it belongs to the certificate"
        case .matches: "\(key.file ?? "") belongs to the certificate"
        case .differs: "\(key.file ?? "") belongs to another certificate"
        }
    }

    private var browserWords: TerminalText {
        guard let first = verdict.browser.defects.first else {
            return "browsers that reach the origin directly accept it too"
        }
        let reason: TerminalText =
            switch (first, verdict.strict) {
            case (.missingIssuer, .accepted), (.unknownRoot, .accepted):
                "they do not trust its root"
            default: Wording.title(first)
            }
        return "browsers that reach the origin directly refuse it: \(reason)"
    }

    private func addModes(_ canvas: inout TextCanvas) {
        let rows = EncryptionMode.allCases.map { mode in
            [
                StyledText(Wording.name(mode), mode == self.mode ? .strong : .plain),
                mark(forecast(mode), canvas) + " \(words(forecast(mode), mode))",
            ]
        }
        canvas.table(TextTable(header: ["MODE", "WITH THIS FILE"], rows: rows))
        canvas.blank()
    }

    private func words(_ forecast: FileForecast, _ mode: EncryptionMode) -> TerminalText {
        switch forecast {
        case .notUsed: "not used: the origin is asked in clear text"
        case .works where mode == .full: "works: not checked"
        case .works: "works"
        case .refused: "526: \(Wording.shortList(verdict.strict.defects.map { "\($0.id)" }))"
        case .serverFails: "521 after a restart; a reload keeps the old certificate"
        case .unknown: "cannot tell"
        }
    }

    private func addRemarks(_ canvas: inout TextCanvas) {
        for remark in remarks {
            let mark: Mark =
                switch remark.severity {
                case .error: .bad
                case .warning: .warning
                case .info: .note
                }
            canvas.paragraph(
                StyledText("\(remark.id)", .strong) + "   \(remark.title): \(remark.saw)",
                label: StyledText(mark.symbol(canvas.style.symbols), mark.tone) + " ", hang: 4)
        }
        canvas.blank()
    }
}

extension TextCanvas {
    /// A line `label   text` of the summary.
    fileprivate mutating func fact(_ label: TerminalText, _ text: TerminalText) {
        paragraph(
            StyledText(text), indent: 2, label: StyledText(label, .dim), hang: 10, aligned: true)
    }
}
