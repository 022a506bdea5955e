package import EdgePolicy
internal import OriginFacts

/// The line about 521: whether it is expected, and whether a weaker mode or a certificate would
/// help.
extension Wording {
    /// Returns a sentence about the modes in which 521 is predicted, the reason, and the remedy.
    package func portClosed(_ assessment: Assessment) -> TerminalText {
        let answer = assessment.portClosed
        switch answer.reason {
        case .portsAnswer:
            return """
                not expected, because both ports accept connections. (521 is a refused \
                connection; a bad certificate is 526, a failed handshake 525.)
                """
        case .notKnown where answer.modes.isEmpty && answer.httpVisitorsOnly.isEmpty:
            return """
                cannot tell. (521 is a refused connection; a bad certificate is 526, a failed handshake 525.)
                """
        case .notKnown:
            return "in \(places(assessment)). \(help(assessment, port: nil))"
        case .refused(let port):
            return """
                in \(places(assessment)), because port \(port) refuses connections. \
                \(help(assessment, port: port))
                """
        case .bothRefused:
            return """
                in \(places(assessment)), because both ports refuse connections. \
                \(help(assessment, port: nil))
                """
        }
    }

    /// Returns the affected modes: `Off and Flexible, and for http:// visitors in Full`.
    private func places(_ assessment: Assessment) -> TerminalText {
        let (all, plain) = (assessment.portClosed.modes, assessment.portClosed.httpVisitorsOnly)
        if all.count == EncryptionMode.allCases.count { return "every mode" }
        let isSpared = plain.contains { mode in
            assessment[mode]?.http.outcomes.contains(where: \.unlessAlwaysHTTPS) ?? false
        }
        let unless: TerminalText = isSpared ? " unless Always Use HTTPS is on" : ""
        let visitors: TerminalText =
            "for http:// visitors in \(Wording.names(plain))\(unless)"
        switch (all.isEmpty, plain.isEmpty) {
        case (true, true): return "no mode"
        case (false, true): return Wording.names(all)
        case (true, false): return visitors
        case (false, false): return "\(Wording.names(all)), and \(visitors)"
        }
    }

    private func help(_ assessment: Assessment, port: UInt16?) -> TerminalText {
        if port == target.originPorts.http, port != target.originPorts.https {
            return
                """
                With Always Use HTTPS, visitors do not need that port; another certificate would \
                not help.
                """
        }
        let certificate: TerminalText =
            """
            A new certificate helps only if a wrong key or missing file keeps the server \
            from starting.
            """
        switch assessment.portClosed.weakerModeThatHelps {
        case nil: return "A weaker mode would not help. \(certificate)"
        case .off?, .flexible?:
            let weaker = assessment.portClosed.weakerModeThatHelps ?? .flexible
            return """
                \(Wording.name(weaker)) would avoid it, but traffic to the origin would be unencrypted. \
                \(certificate)
                """
        case .full?, .strict?, .sslOnly?:
            let weaker = assessment.portClosed.weakerModeThatHelps ?? .full
            return "\(Wording.name(weaker)) would avoid it. \(certificate)"
        }
    }
}
