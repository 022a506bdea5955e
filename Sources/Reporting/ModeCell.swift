internal import EdgePolicy
internal import OriginFacts

/// What one kind of visitor gets in one mode, as short as a table cell.
struct ModeCell: Hashable {
    var mark: Mark
    var text: TerminalText

    init(_ prediction: VisitorPrediction) {
        mark = ModeCell.mark(prediction)
        text = ModeCell.text(prediction)
    }

    func styled(_ symbols: TextStyle.SymbolSet) -> StyledText {
        StyledText("\(mark.symbol(symbols)) ", mark.tone) + text
    }

    private static func mark(_ prediction: VisitorPrediction) -> Mark {
        switch prediction.result {
        case .works: .good
        case .incomplete: .warning
        case .degraded: .bad
        case .breaks: prediction.outcomes.allSatisfy { $0.outcome == .loop } ? .loop : .bad
        case .unknown: .unknown
        }
    }

    /// Failures come first; what works is left to be understood beside them.
    private static func text(_ prediction: VisitorPrediction) -> TerminalText {
        let all = prediction.outcomes
        let broken = all.filter { Wording.breaks($0.outcome) }
        let total = Set(all.flatMap(\.addresses)).count
        let shown = broken.isEmpty ? distinct(all) : distinct(broken)
        return Wording.list(shown.map { outcome($0.text, $0.addresses, of: total) }, joiner: "and")
    }

    /// Outcomes that read the same are one.
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

    /// `301 to https, then 200`; `521 unless Always Use HTTPS is on`.
    private static func path(_ outcome: WeightedOutcome) -> TerminalText {
        let end = Wording.inCell(outcome.outcome)
        let unless: TerminalText = outcome.unlessAlwaysHTTPS ? " unless Always Use HTTPS is on" : ""
        guard outcome.outcome != .loop, let hop = firstHop(outcome.trail) else {
            return "\(end)\(unless)"
        }
        if case .passedThrough(let status) = outcome.outcome, isRedirect(status) {
            return "\(hop)\(unless)"
        }
        return "\(hop), then \(end)\(unless)"
    }

    private static func isRedirect(_ status: Int) -> Bool {
        [301, 302, 303, 307, 308].contains(status)
    }

    private static func firstHop(_ trail: [WalkStep]) -> TerminalText? {
        guard let first = trail.first else { return nil }
        let next = trail.dropFirst().first
        switch first.route {
        case .redirectToHTTP: return "to http"
        case .redirectToHTTPS: return "to https"
        case .plain, .tls: break
        }
        guard case .redirect(let status, let location) = first.answer else { return nil }
        guard let next else {
            return "\(status) to \(TerminalText(untrusted: host(of: location), limit: 40))"
        }
        if next.scheme != first.scheme {
            return "\(status) to \(TerminalText(trusted: next.scheme.rawValue))"
        }
        return "\(status) to \(TerminalText(untrusted: next.path, limit: 24))"
    }

    /// The host of an absolute URL, else the whole of it.
    private static func host(of location: String) -> String {
        let head = String(location.prefix(300))
        guard let start = head.utf8.firstIndex(of: 0x2F),
            head[start...].hasPrefix("//")
        else { return head }
        let rest = head[start...].dropFirst(2)
        return String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }
}
