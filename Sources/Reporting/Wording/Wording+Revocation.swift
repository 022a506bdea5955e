internal import OriginFacts

/// The wording for revocation, which is reported only if it was requested.
extension Wording {
    /// Returns the status in one line: `not revoked, known until 2026-…`.
    static func words(_ status: RevocationStatus) -> TerminalText {
        switch status {
        case .good(let until, let source):
            "not revoked\(until.map { ", known until \($0)" } ?? "") (\(source))"
        case .revoked(let since, let reason, let source):
            "revoked\(sinceWords(since))\(reasonWords(reason)) (\(source))"
        case .unknown(let doubts): "not known: \(words(doubts))"
        }
    }

    /// Returns the reasons why the status is unknown.
    static func words(_ doubts: [RevocationDoubt]) -> TerminalText {
        list(doubts.prefix(3).map(words), joiner: "and")
    }

    static func sinceWords(_ since: UnixTime?) -> TerminalText {
        since.map { " since \($0)" } ?? ""
    }

    static func reasonWords(_ reason: RevocationReason?) -> TerminalText {
        reason.map { ", \(TerminalText(trusted: $0.rawValue))" } ?? ""
    }

    private static func words(_ doubt: RevocationDoubt) -> TerminalText {
        let subject: TerminalText = doubt.source.isEmpty ? "" : "\(doubt.source): "
        let detail: TerminalText = doubt.detail.isEmpty ? "" : ", \(doubt.detail)"
        return "\(subject)\(title(doubt.kind))\(detail)"
    }

    // swift-format-ignore
    private static func title(_ kind: RevocationDoubt.Kind) -> TerminalText {
        switch kind {
        case .nothingStapled:      "the origin staples nothing"
        case .notAsked:            "no staple was requested when the origin was checked"
        case .noDistributionPoint: "the certificate names no CRL"
        case .noList:              "no CRL of its issuer is available"
        case .notFetched:          "not fetched"
        case .tooLarge:            "too large"
        case .unreadable:          "cannot be read"
        case .malformed:           "is malformed"
        case .badSignature:        "not signed by the issuer"
        case .notAuthorized:       "signed by a party that may not sign it"
        case .notYetCurrent:       "not current yet"
        case .outdated:            "out of date"
        case .outOfScope:          "covers other certificates"
        case .unsupported:         "of an unsupported kind"
        case .responderUnsure:     "the responder does not know"
        }
    }
}
