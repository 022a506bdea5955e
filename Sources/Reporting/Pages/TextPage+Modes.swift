internal import EdgePolicy
internal import OriginFacts

/// The tables of modes and origins.
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

    /// Adds a summary in place of the table: the modes that work, and the results of the others.
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

    /// Groups modes with the same text, in order.
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
                StyledText("\(left == 1 ? "1 address" : "\(left) addresses") not checked."))
        }
        canvas.blank()
    }

    private func isUntested(_ seen: AddressObservation) -> Bool {
        switch (seen.plainConnection, seen.tlsConnection) {
        case (.notTested, .notTested): true
        default: false
        }
    }

    /// Adds the table of origins. Long addresses (IPv6) remove the column for the key exchange
    /// first, and are then shown on their own lines.
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

/// The result for one type of visitor in one mode, short enough for a table cell.
struct ModeCell: Hashable {
    var mark: Symbol
    var text: TerminalText

    init(_ prediction: VisitorPrediction) {
        mark = ModeCell.mark(prediction)
        text = ModeCell.text(prediction)
    }

    func styled(_ symbols: TextStyle.SymbolSet) -> StyledText {
        StyledText("\(mark.symbol(symbols)) ", mark.tone) + text
    }

    private static func mark(_ prediction: VisitorPrediction) -> Symbol {
        switch prediction.result {
        case .works: .good
        case .incomplete: .warning
        case .degraded: .bad
        case .breaks: prediction.outcomes.allSatisfy { $0.outcome == .loop } ? .loop : .bad
        case .unknown: .unknown
        }
    }

    /// Returns only the failures if there are any; otherwise all outcomes.
    private static func text(_ prediction: VisitorPrediction) -> TerminalText {
        let all = prediction.outcomes
        let broken = all.filter { Wording.breaks($0.outcome) }
        let total = Set(all.flatMap(\.addresses)).count
        let shown = broken.isEmpty ? distinct(all) : distinct(broken)
        return Wording.list(shown.map { outcome($0.text, $0.addresses, of: total) }, joiner: "and")
    }

    /// Merges outcomes with the same text.
    private static func distinct(
        _ outcomes: [WeightedOutcome]
    ) -> [(text: TerminalText, addresses: Set<IPAddress>)] {
        var found: [(text: TerminalText, addresses: Set<IPAddress>)] = []
        for outcome in outcomes {
            let text = path(outcome)
            if let index = found.firstIndex(where: { $0.text == text }) {
                found[index].addresses.formUnion(outcome.addresses)
            } else {
                found.append((text, Set(outcome.addresses)))
            }
        }
        return found
    }

    private static func outcome(
        _ text: TerminalText, _ addresses: Set<IPAddress>, of total: Int
    ) -> TerminalText {
        guard total > 1, !addresses.isEmpty, addresses.count < total else { return text }
        return "\(text) on \(addresses.count) of \(total)"
    }

    /// Returns a path such as `301 to https, then 200` or `521 unless Always Use HTTPS is on`.
    private static func path(_ outcome: WeightedOutcome) -> TerminalText {
        let unless: TerminalText = outcome.unlessAlwaysHTTPS ? " unless Always Use HTTPS is on" : ""
        let end = Wording.inCell(outcome.outcome)
        var parts = hops(outcome.trail)
        let staysWithRedirect = outcome.trail.last.map(isRedirect) ?? false
        switch outcome.outcome {
        case .loop: return end
        case .unknown where !outcome.trail.contains(where: isOriginRedirect): return end
        case .passedThrough where staysWithRedirect: break
        case .passedThrough, .edgeError, .unknown: parts.append(end)
        }
        if parts.count > 3 {
            parts = [parts[0], "\(parts.count - 2) more redirects", parts[parts.count - 1]]
        }
        let text = parts.map(\.text).joined(separator: ", then ")
        return "\(TerminalText(trusted: text))\(unless)"
    }

    private static func isRedirect(_ step: WalkStep) -> Bool {
        if case .redirect = step.answer { return true }
        return false
    }

    private static func isOriginRedirect(_ step: WalkStep) -> Bool {
        switch step.route {
        case .plain, .tls: isRedirect(step)
        case .redirectToHTTP, .redirectToHTTPS: false
        }
    }

    /// Returns one part for each redirect in the walk.
    private static func hops(_ trail: [WalkStep]) -> [TerminalText] {
        trail.enumerated().compactMap { index, step in
            hop(step, next: index + 1 < trail.count ? trail[index + 1] : nil)
        }
    }

    private static func hop(_ step: WalkStep, next: WalkStep?) -> TerminalText? {
        switch step.route {
        case .redirectToHTTP: return "to http"
        case .redirectToHTTPS: return "to https"
        case .plain, .tls: break
        }
        guard case .redirect(let status, let location) = step.answer else { return nil }
        guard let next else {
            return "\(status) to \(TerminalText(untrusted: host(of: location), limit: 40))"
        }
        if next.scheme != step.scheme {
            return "\(status) to \(TerminalText(trusted: next.scheme.rawValue))"
        }
        return "\(status) to \(TerminalText(untrusted: next.path, limit: 24))"
    }

    /// Returns the host of an absolute URL, or the whole text if it is not one.
    private static func host(of location: String) -> String {
        let head = String(location.prefix(300))
        guard let start = head.utf8.firstIndex(of: 0x2F),
            head[start...].hasPrefix("//")
        else { return head }
        let rest = head[start...].dropFirst(2)
        return String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }
}
