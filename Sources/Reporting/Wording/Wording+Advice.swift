public import EdgePolicy
internal import OriginFacts

/// The recommendation around the remedies.
extension Wording {
    /// The sentence below the verdict: which mode to be in now.
    public func recommendation(_ recommendation: Recommendation) -> TerminalText? {
        guard let best = recommendation.mode else { return nil }
        guard let blocked = recommendation.blocked else {
            return "Recommended mode: \(Wording.name(best))."
        }
        let ids = Wording.shortList(blocked.findings.map { "\($0)" })
        return """
            Recommended mode today: \(Wording.name(best)). \(Wording.name(blocked.mode)) waits for \
            \(blocked.findings.isEmpty ? "the problems below" : ids).
            """
    }

    /// What else a change of mode brings.
    public static func sentence(_ effect: SideEffect) -> TerminalText {
        switch effect {
        case .leavingFlexible:
            "Leaving Flexible: cached pages are fetched anew, parts loaded over http may not show."
        case .originCAOnly:
            "Origin CA is trusted by Cloudflare only: keep the record proxied, do not pause the zone."
        case .automaticMode:
            "Automatic SSL/TLS may move the mode by itself; Custom keeps your choice."
        }
    }
}
