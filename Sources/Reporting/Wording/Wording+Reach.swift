public import EdgePolicy
internal import OriginFacts

/// Ports that do not answer as they should.
extension Wording {
    func refused(_ port: UInt16, otherPortAnswers: Bool) -> FindingWords {
        FindingWords(
            otherPortAnswers ? "nothing listens on port \(port)" : "nothing listens on either port",
            saw: otherPortAnswers
                ? "connection to port \(port) refused; the other port answers"
                : "connections to both ports refused",
            means: otherPortAnswers
                ? portMeans(port, "521")
                : isOnOrigin
                    ? "Every mode answers 521."
                    : """
                    Every mode answers 521, unless a firewall refuses strangers: \
                    run it on the origin to be sure.
                    """)
    }

    func prohibited(_ port: UInt16) -> FindingWords {
        FindingWords(
            "a firewall turned us away on port \(port)",
            saw: "port \(port): administratively prohibited (ICMP)",
            means: """
                Cannot tell: a firewall speaks, and it may admit Cloudflare. \
                Run it on the origin.
                """)
    }

    func timedOut(
        _ port: UInt16, _ milliseconds: Int, otherPortAnswers: Bool
    ) -> FindingWords {
        let wait: TerminalText =
            "no answer in \(Wording.seconds(milliseconds)); the edge waits 19"
        return FindingWords(
            otherPortAnswers ? "port \(port) is silent" : "no port answers",
            saw: "port \(port): \(wait)",
            means: otherPortAnswers
                ? portMeans(port, "522")
                : isOnOrigin
                    ? "Cannot tell: a packet filter on this machine drops its own connections."
                    : """
                    Cannot tell: a firewall that admits only Cloudflare looks the same from here. \
                    If Cloudflare meets the same silence, visitors get 522.
                    """)
    }

    func unreachable(_ port: UInt16) -> FindingWords {
        FindingWords(
            "there is no way to the address", saw: "port \(port): network or host unreachable",
            means: portMeans(port, "523"))
    }

    func connectionReset(_ port: UInt16) -> FindingWords {
        FindingWords(
            "connections are reset as soon as they open",
            saw: "port \(port): reset after the connection was accepted",
            means: portMeans(port, isTLSPort(port) ? "525" : "520"))
    }

    func notTested(_ why: NotTested) -> FindingWords {
        FindingWords(
            "not looked at", saw: Wording.words(why),
            means: "Cannot tell: nothing is known about what was not looked at.")
    }

    func isTLSPort(_ port: UInt16) -> Bool {
        port == target.originPorts.https
    }

    /// Which visitors a dead port costs, and what they get.
    func portMeans(_ port: UInt16, _ error: TerminalText) -> TerminalText {
        let here: TerminalText = originCount > 1 ? "\(error) when they ask this origin" : error
        // On an HTTPS port other than 443 Flexible acts as Full.
        let isFlexiblePlain = target.visitorPorts.https == 443
        if isTLSPort(port) {
            let flexible: TerminalText = isFlexiblePlain ? "" : "Flexible, "
            return "\(flexible)Full, Full (strict) and Strict (SSL-Only) answer \(here)."
        }
        return """
            \(isFlexiblePlain ? "Off and Flexible answer" : "Off answers") \(here). In Full and \
            Full (strict) http:// visitors get \(error) unless Always Use HTTPS is on.
            """
    }

    /// `port 443 (TLS)`, `port 80`.
    func name(_ leg: Leg) -> TerminalText {
        switch leg {
        case .plain: "port \(target.originPorts.http)"
        case .tls: "port \(target.originPorts.https) (TLS)"
        }
    }

    /// Why something was not looked at.
    static func words(_ why: NotTested) -> TerminalText {
        switch why {
        case .noRouteFromHere(.ipv4): "this machine has no IPv4"
        case .noRouteFromHere(.ipv6): "this machine has no IPv6"
        case .guardedAddress(let scope):
            "not dialled: \(name(scope)) that came out of DNS (--allow-private dials it)"
        case .edgeAddress: "not dialled: the address is Cloudflare's, not the origin's"
        case .excludedByOption: "left out by an option"
        case .overLimit: "more addresses than are asked for one name (32)"
        case .outOfTime: "the time for this target was over"
        case .banned: "it stopped answering during the scan: a firewall has had enough of us"
        case .notReached: "what comes before it failed"
        case .localResource(let errno): "this machine ran out of something (errno \(errno))"
        }
    }
}

/// The line first-time readers come for: is it 521, would a weaker mode help, would a certificate.
extension Wording {
    /// Where 521 is predicted, why, and what helps.
    public func portClosed(_ assessment: Assessment) -> TerminalText {
        let answer = assessment.portClosed
        switch answer.reason {
        case .portsAnswer:
            return """
                in no mode, because both ports answer. (521 is a refused connection; \
                a bad certificate is 526, a failed handshake 525.)
                """
        case .notKnown where answer.modes.isEmpty && answer.httpVisitorsOnly.isEmpty:
            return """
                cannot tell. It is a refused connection; a bad certificate is 526, \
                a failed handshake 525.
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

    /// `Off and Flexible, and for http:// visitors in Full`.
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
            return "Always Use HTTPS spares visitors that port; another certificate would not help."
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
                \(Wording.name(weaker)) would avoid it, with clear text to the origin. \
                \(certificate)
                """
        case .full?, .strict?, .sslOnly?:
            let weaker = assessment.portClosed.weakerModeThatHelps ?? .full
            return "\(Wording.name(weaker)) would avoid it. \(certificate)"
        }
    }
}
