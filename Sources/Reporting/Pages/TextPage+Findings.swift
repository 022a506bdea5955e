internal import EdgePolicy
internal import OriginFacts

/// The problems, warnings, notes and next steps.
extension TextPage {
    mutating func addFindings() {
        let groups = FindingGroup.groups(assessment.findings, wording)
        addBlocks(groups.filter { $0.severity == .error }, "PROBLEM", .bad)
        addBlocks(groups.filter { $0.severity == .warning }, "WARNING", .warning)
        addNotes(groups.filter { $0.severity == .info })
    }

    private mutating func addBlocks(_ groups: [FindingGroup], _ noun: TerminalText, _ mark: Symbol)
    {
        guard !groups.isEmpty else { return }
        let ending: TerminalText = groups.count == 1 ? "" : "S"
        canvas.paragraph(StyledText("\(groups.count) \(noun)\(ending)", .strong))
        for group in groups {
            addBlock(group, mark)
            canvas.blank()
        }
    }

    private mutating func addBlock(_ group: FindingGroup, _ mark: Symbol) {
        canvas.paragraph(
            StyledText("\(group.id)", .strong)
                + "   \(group.words.title)\(wording.inBrackets(group.addresses))",
            label: self.mark(mark) + " ", hang: 4)
        for (index, sighting) in group.sightings.prefix(3).enumerated() {
            addFact(index == 0 ? "saw" : "", sighting)
        }
        if group.sightings.count > 3 {
            addFact("", "and \(group.sightings.count - 3) more like it")
        }
        addFact("means", group.words.means)
        for (index, remedy) in group.remedies.prefix(2).enumerated() {
            addFix(wording.advice(remedy), label: index == 0 ? "fix" : "")
        }
        canvas.command(
            wording.command(for: group.addresses), indent: 4, label: StyledText("check", .dim),
            hang: 7)
    }

    private mutating func addFact(_ label: TerminalText, _ text: TerminalText) {
        canvas.paragraph(
            StyledText(text), indent: 4, label: StyledText(label, .dim), hang: 7, aligned: true)
    }

    private mutating func addFix(_ advice: Advice, label: TerminalText) {
        addFact(label, advice.text)
        for snippet in advice.snippets where shownSnippets.insert(snippet).inserted {
            canvas.paragraph(StyledText("\(snippet.server):", .dim), indent: 11)
            for line in snippet.lines { canvas.configuration(line, indent: 11) }
            if let reload = snippet.reload { canvas.command(reload, indent: 11) }
        }
    }

    private mutating func addNotes(_ groups: [FindingGroup]) {
        guard !groups.isEmpty else { return }
        canvas.paragraph(
            StyledText("\(groups.count) \(groups.count == 1 ? "NOTE" : "NOTES")", .strong))
        for group in groups {
            let place = wording.inBrackets(group.addresses)
            canvas.paragraph(
                StyledText("\(group.id)", .strong)
                    + "   \(group.words.saw)\(place). \(group.words.means)",
                label: mark(.note) + " ", hang: 4)
        }
        canvas.blank()
    }

    /// Adds the titles of the notes in a short report, except for loops, which are listed with
    /// the exceptions.
    mutating func addShortNotes() {
        let notes = FindingGroup.groups(assessment.findings, wording).filter {
            $0.id != RedirectFinding.loopID
        }
        guard !notes.isEmpty else { return }
        let titles = notes.map { "\($0.words.title) (\($0.id))" as TerminalText }
        canvas.paragraph(
            StyledText("Noted: \(Wording.list(titles))."), label: mark(.note) + " ", hang: 2)
        canvas.blank()
    }

    /// Adds the 521 line, then the remedies not shown under a problem.
    mutating func addNextSteps() {
        canvas.paragraph(
            StyledText(wording.portClosed(assessment)),
            label: StyledText("Error 521: ", .dim))
        canvas.blank()
        let said = FindingGroup.groups(assessment.findings, wording)
            .filter { $0.severity != .info }.flatMap(\.remedies).map { wording.advice($0).text }
        let steps = assessment.recommendation.remedies.map { wording.advice($0) }
            .filter { !said.contains($0.text) }
        if !steps.isEmpty {
            canvas.paragraph(
                StyledText(said.isEmpty ? "WHAT TO DO" : "WHAT ELSE TO DO", .strong))
            for (index, step) in steps.enumerated() {
                canvas.paragraph(
                    StyledText(step.text), label: StyledText("\(index + 1). "), hang: 3)
            }
            canvas.blank()
        }
        if assessment.recommendation.remedies.contains(.nameTheOrigin) { addNaming() }
        addSideEffects()
    }

    /// Adds one line for each way to specify the origin.
    private mutating func addNaming() {
        canvas.paragraph(StyledText("HOW TO SPECIFY THE ORIGIN", .strong))
        for way in wording.waysToNameTheOrigin {
            canvas.paragraph(StyledText(way.reason), label: mark(.note) + " ", hang: 2)
            canvas.command(way.command, indent: 4)
        }
        canvas.blank()
    }

    private mutating func addSideEffects() {
        let effects = assessment.recommendation.sideEffects
        guard !effects.isEmpty else { return }
        if !isShort { canvas.paragraph(StyledText("BEFORE YOU SWITCH", .strong)) }
        for effect in effects {
            canvas.paragraph(
                StyledText(Wording.sentence(effect)), label: mark(.note) + " ", hang: 2)
        }
        canvas.blank()
    }
}
