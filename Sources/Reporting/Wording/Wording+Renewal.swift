internal import EdgePolicy
internal import OriginFacts

/// The path of certificate renewal by HTTP-01.
extension Wording {
    func renewalBlocked(_ outcome: EdgeOutcome, _ passing: [EncryptionMode]) -> FindingWords {
        let others: TerminalText =
            passing.isEmpty
            ? "No other mode lets it through either."
            : """
            In \(Wording.names(passing)) it gets through: a zone that renews there today stops with \
            the change to \(name).
            """
        return FindingWords(
            "renewal by HTTP-01 cannot get through",
            saw: "http visitors of \(Wording.challengePath) get \(Wording.inSentence(outcome))",
            means: """
                The authority that checks it is such a visitor: in \(name) it gets no further, and \
                the certificate ends without a successor. \(others)
                """)
    }

    func renewalNeedsCertificate(_ without: [EncryptionMode]) -> FindingWords {
        let others: TerminalText =
            without.isEmpty
            ? "then only another way, such as DNS-01, renews it."
            : "then only \(Wording.names(without)) or another way lets it through."
        return FindingWords(
            "renewal by HTTP-01 leads over https",
            saw: "\(Wording.challengePath) is redirected to https",
            means: """
                It works while the certificate does. Once that has expired \(name) answers 526 to the \
                authority as well: \(others)
                """)
    }

    func renewalClosedElsewhere(_ modes: [EncryptionMode]) -> FindingWords {
        FindingWords(
            "renewal by HTTP-01 depends on the mode",
            saw: "\(Wording.challengePath) is reached in \(name), not in \(Wording.names(modes))",
            means: """
                A zone in \(Wording.names(modes)) serves visitors and cannot renew that way; with the \
                change to \(name) it can.
                """)
    }

    /// `gets through`, `blocked: 526`, and on what it depends.
    func renewal(_ renewal: RenewalPrediction) -> TerminalText {
        var text: TerminalText =
            switch renewal.result {
            case .reachable: "gets through"
            case .blocked: "blocked: \(Wording.short(renewal.outcomes[0].outcome))"
            case .mixed: "gets through at some addresses only"
            case .unknown: "cannot tell"
            }
        if renewal.needsCertificate, renewal.result != .blocked {
            text = "\(text), while the certificate is valid"
        }
        if renewal.ifAlwaysHTTPS == .blocked, renewal.result != .blocked {
            text = "\(text); blocked with Always Use HTTPS on"
        } else if renewal.ifAlwaysHTTPS == .reachable, renewal.result == .blocked {
            text = "\(text); gets through with Always Use HTTPS on"
        }
        return text
    }

    static let challengePath: TerminalText = "/.well-known/acme-challenge/"
}
