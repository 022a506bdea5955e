internal import EdgePolicy
internal import OriginFacts

/// The two tables.
extension TextPage {
    mutating func addModes() {
        let isKnown = assessment.modes.contains { mode in
            VisitorScheme.allCases.contains { mode[$0].result != .unknown }
        }
        guard isKnown || detail == .verbose else { return }
        let rows = assessment.modes.map { prediction in
            [
                StyledText(
                    Wording.name(prediction.mode),
                    prediction.mode == assessment.verdict.mode ? .strong : .plain),
                ModeCell(prediction.https).styled(canvas.style.symbols),
                ModeCell(prediction.http).styled(canvas.style.symbols),
            ]
        }
        canvas.table(
            TextTable(header: ["MODE", "https:// visitor", "http:// visitor"], rows: rows))
        canvas.blank()
    }

    /// In place of the table: which modes work, and what the others do.
    mutating func addExceptions() {
        let works = assessment.modes.filter {
            $0.https.result == .works && $0.http.result == .works
        }
        let others = assessment.modes.filter { !works.contains($0) }
        if others.isEmpty {
            canvas.paragraph(StyledText("All five modes serve both http and https visitors."))
        } else {
            if !works.isEmpty {
                let names = Wording.names(works.map(\.mode))
                canvas.paragraph(
                    StyledText(
                        "\(names) \(works.count == 1 ? "serves" : "serve") both kinds of visitors.")
                )
            }
            for group in grouped(others) {
                canvas.paragraph(
                    StyledText("\(Wording.names(group.map(\.mode))): \(exception(group[0]))."))
            }
        }
        canvas.blank()
    }

    /// Modes that read the same, together, in order.
    private func grouped(_ predictions: [ModePrediction]) -> [[ModePrediction]] {
        var groups: [[ModePrediction]] = []
        for prediction in predictions {
            let words = exception(prediction)
            if let index = groups.firstIndex(where: { exception($0[0]) == words }) {
                groups[index].append(prediction)
            } else {
                groups.append([prediction])
            }
        }
        return groups
    }

    private func exception(_ prediction: ModePrediction) -> TerminalText {
        let (https, http) = (ModeCell(prediction.https), ModeCell(prediction.http))
        if https == http { return https.text }
        return "https visitors \(https.text); http visitors \(http.text)"
    }

    mutating func addOrigins() {
        let shown = report.observation.addresses.filter { !isUntested($0) }
        let rows = shown.map { seen in
            let judged = assessment.origins.first { $0.address == seen.address }
            return OriginRow(
                seen: seen, judged: judged, chain: judged?.chain ?? report.verdicts[seen.address],
                at: assessment.at, style: canvas.style
            ).cells
        }
        guard !rows.isEmpty else { return }
        addOriginTable(rows)
        let left = report.observation.addresses.count - shown.count
        if left > 0 {
            canvas.paragraph(
                StyledText("\(left == 1 ? "1 address" : "\(left) addresses") not looked at."))
        }
        canvas.blank()
    }

    private func isUntested(_ seen: AddressObservation) -> Bool {
        switch (seen.plainConnection, seen.tlsConnection) {
        case (.notTested, .notTested): true
        default: false
        }
    }

    /// Long addresses (IPv6) cost the key exchange its column, then go on a line of their own.
    private mutating func addOriginTable(_ rows: [[StyledText]]) {
        let room = canvas.style.width - 2
        let full = TextTable(header: OriginRow.header, rows: rows)
        if full.naturalWidth() <= room { return canvas.table(full) }
        let slim = TextTable(
            header: without(OriginRow.header, at: 2), rows: rows.map { without($0, at: 2) })
        if slim.naturalWidth() <= room { return canvas.table(slim) }
        for (index, row) in rows.enumerated() {
            canvas.paragraph(row[0], label: StyledText("\(index + 1). "))
        }
        let numbered = rows.enumerated().map { index, row in
            [StyledText("\(index + 1).")] + without(row, at: 2).dropFirst()
        }
        canvas.table(TextTable(header: without(OriginRow.header, at: 2), rows: numbered))
    }

    private func without<Item>(_ items: [Item], at index: Int) -> [Item] {
        var items = items
        items.remove(at: index)
        return items
    }
}
