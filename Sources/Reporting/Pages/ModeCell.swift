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

    /// One part for each redirect of the walk.
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
