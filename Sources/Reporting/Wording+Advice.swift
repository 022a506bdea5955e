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
            """
            Leaving Flexible changes cache keys (expect more misses for a while), and pages that \
            load parts over http may show mixed content.
            """
        case .originCAOnly:
            """
            The Origin CA certificate is trusted by Cloudflare only: do not switch the record to \
            DNS-only or pause the zone while it is in use.
            """
        case .automaticMode:
            """
            Automatic SSL/TLS may change the mode by itself; set it to Custom to keep your choice.
            """
        }
    }

    /// The line first-time readers come for.
    public func sentence(_ answer: PortClosedAnswer) -> TerminalText {
        let certificate: TerminalText =
            """
            A certificate does not cause it, save when a wrong key or missing file \
            keeps the server from starting.
            """
        switch answer.reason {
        case .portsAnswer:
            return "521 predicted in no mode, because both ports answer."
        case .notKnown:
            return "521 (connection refused): cannot tell from here."
        case .refused(let port):
            return """
                521 predicted in \(modes(answer)), because port \(port) refuses connections. \
                \(weaker(answer)) \(certificate)
                """
        case .bothRefused:
            return """
                521 predicted in \(modes(answer)), because both ports refuse connections. \
                \(weaker(answer)) \(certificate)
                """
        }
    }

    private func modes(_ answer: PortClosedAnswer) -> TerminalText {
        let everyone: TerminalText =
            switch answer.modes.count {
            case 0: "no mode for https:// visitors"
            case EncryptionMode.allCases.count: "every mode"
            default: Wording.names(answer.modes)
            }
        guard !answer.httpVisitorsOnly.isEmpty else { return everyone }
        return """
            \(everyone), and for http:// visitors in \(Wording.names(answer.httpVisitorsOnly)) \
            unless Always Use HTTPS is on
            """
    }

    private func weaker(_ answer: PortClosedAnswer) -> TerminalText {
        answer.weakerModeThatHelps.map {
            "\(Wording.name($0)) would avoid it, unencrypted to the origin."
        }
            ?? "A weaker mode would not help."
    }
}
