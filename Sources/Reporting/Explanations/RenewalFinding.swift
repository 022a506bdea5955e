internal import EdgePolicy
internal import OriginFacts

/// The wording for certificate renewal by HTTP-01.
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
            ? "It fails in every other mode too."
            : """
            It works in \(Wording.names(passing)): a zone that renews there today stops renewing \
            after a switch to \(name).
            """
        return FindingWords(
            "HTTP-01 renewal is blocked",
            saw: "http visitors of \(Wording.challengePath) get \(Wording.inSentence(outcome))",
            means: """
                The CA's validation request gets the same answer in \(name), so the certificate \
                will expire without being renewed. \(others)
                """)
    }

    private func renewalNeedsCertificate(_ without: [EncryptionMode]) -> FindingWords {
        let others: TerminalText =
            without.isEmpty
            ? "only another method, such as DNS-01, can then renew it."
            : "only \(Wording.names(without)) or another method can then renew it."
        return FindingWords(
            "HTTP-01 renewal is redirected to https",
            saw: "\(Wording.challengePath) is redirected to https",
            means: """
                Renewal therefore needs a valid certificate. Once it has expired, the CA gets 526 \
                in \(name) too: \(others)
                """)
    }

    private func renewalClosedElsewhere(_ modes: [EncryptionMode]) -> FindingWords {
        FindingWords(
            "HTTP-01 renewal depends on the mode",
            saw: "\(Wording.challengePath) is reached in \(name), not in \(Wording.names(modes))",
            means: """
                A zone in \(Wording.names(modes)) serves visitors but cannot renew over HTTP-01; \
                after a switch to \(name) it can.
                """)
    }

    /// Returns `gets through` or `blocked: 526`, with any condition.
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

/// The `explain` texts for these findings.
extension Explanation {
    static let renewal = [
        Explanation(
            "renewal.path-blocked", "HTTP-01 renewal is blocked",
            means: """
                A CA validates control of the name over HTTP by requesting \
                http://HOST/.well-known/acme-challenge/TOKEN through Cloudflare, like any \
                visitor. In the judged mode that request ends in an error or a redirect loop, so \
                the certificate cannot be renewed that way.
                """,
            causes: """
                The certificate has already expired, and http requests are redirected to https: \
                526.
                Port 80 is closed while Always Use HTTPS is off.
                A login, a firewall or a block on hidden folders answers 401 or 403.
                """,
            proof: """
                curl -v http://HOST/.well-known/acme-challenge/test: 404 is good, an error page \
                from Cloudflare is not.
                """,
            fixes: """
                Renew over DNS-01, which needs no HTTP request, or install an Origin CA certificate.
                Serve that folder over port 80 without redirect or login.
                If the certificate has expired: set the mode to Full, renew, and set it back.
                """,
            sources: """
                RFC 8555 section 8.3
                ssl/origin-configuration/origin-ca
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                """),
        Explanation(
            "renewal.needs-certificate", "HTTP-01 renewal is redirected to https",
            means: """
                The challenge is redirected to https, where a strict mode validates the \
                certificate. While it is valid, renewal works. Once it has expired, the CA gets \
                526, and the certificate cannot be renewed.
                """,
            causes: """
                The redirect from http to https has no exception for \
                /.well-known/acme-challenge/.
                Always Use HTTPS is on.
                """,
            proof: "curl -v http://HOST/.well-known/acme-challenge/test shows the redirect.",
            fixes: """
                Monitor renewals, for example with fullstrict check in a nightly job.
                Renew by DNS-01, or use an Origin CA certificate.
                """,
            sources: """
                RFC 8555 section 8.3
                ssl/edge-certificates/additional-options/always-use-https
                """),
        Explanation(
            "renewal.closed-elsewhere", "HTTP-01 renewal depends on the mode",
            means: """
                In the judged mode the challenge gets through. In other modes that also serve \
                visitors it does not: there the certificate is not renewed, and nobody notices \
                until it expires.
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
