internal import EdgePolicy
internal import OriginFacts

/// The path of certificate renewal by HTTP-01.
extension Wording {
    func words(_ finding: RenewalFinding) -> FindingWords {
        switch finding {
        case .blocked(let outcome, let passing): renewalBlocked(outcome, passing)
        case .needsCertificate(let without): renewalNeedsCertificate(without)
        case .closedElsewhere(let modes): renewalClosedElsewhere(modes)
        }
    }

    private func renewalBlocked(_ outcome: EdgeOutcome, _ passing: [EncryptionMode]) -> FindingWords
    {
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

    private func renewalNeedsCertificate(_ without: [EncryptionMode]) -> FindingWords {
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

    private func renewalClosedElsewhere(_ modes: [EncryptionMode]) -> FindingWords {
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

/// What `explain` says about them.
extension Explanation {
    static let renewal = [
        Explanation(
            "renewal.path-blocked", "renewal by HTTP-01 cannot get through",
            means: """
                A certificate authority proves control over HTTP by asking \
                http://HOST/.well-known/acme-challenge/TOKEN through Cloudflare, like any \
                visitor. In the judged mode that path ends in an error or in an endless \
                redirect, so the certificate cannot be renewed that way.
                """,
            causes: """
                The certificate has expired already, and plain requests are redirected to https: \
                526.
                Port 80 is closed while Always Use HTTPS is off.
                A login, a firewall or a block on hidden folders answers 401 or 403.
                """,
            proof: """
                curl -v http://HOST/.well-known/acme-challenge/test: 404 is good, an error page \
                of Cloudflare's is not.
                """,
            fixes: """
                Renew by DNS-01, which needs no path, or install an Origin CA certificate.
                Serve that folder over port 80 without redirect or login.
                If the certificate has expired: set the mode to Full, renew, set it back.
                """,
            sources: """
                RFC 8555 section 8.3
                ssl/origin-configuration/origin-ca
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                """),
        Explanation(
            "renewal.needs-certificate", "renewal by HTTP-01 leads over https",
            means: """
                The challenge is redirected to https, where a strict mode checks the \
                certificate. While it is valid all is well. Once it has expired the authority \
                gets 526, and the renewal that would mend it cannot happen.
                """,
            causes: """
                The redirect from http to https has no exception for \
                /.well-known/acme-challenge/.
                Always Use HTTPS is on.
                """,
            proof: "curl -v http://HOST/.well-known/acme-challenge/test shows the redirect.",
            fixes: """
                Watch that renewals happen in time, with fullstrict check in a nightly job.
                Renew by DNS-01, or use an Origin CA certificate.
                """,
            sources: """
                RFC 8555 section 8.3
                ssl/edge-certificates/additional-options/always-use-https
                """),
        Explanation(
            "renewal.closed-elsewhere", "renewal by HTTP-01 depends on the mode",
            means: """
                In the judged mode the challenge gets through. In other modes that serve \
                visitors as well it does not: there the certificate is not renewed, and nobody \
                notices until it ends.
                """,
            causes: """
                Only the site on the TLS port, or only the one on port 80, serves \
                /.well-known/acme-challenge/.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v lists the path in every mode; in JSON \
                modes[].renewal.
                """,
            fixes: "Serve that folder on both ports, or renew by DNS-01.",
            sources: """
                RFC 8555 section 8.3
                letsencrypt.org/docs/challenge-types
                """),
    ]
}
