internal import EdgePolicy
internal import OriginFacts

/// The wording for chains in files that are not served yet.
extension FileWording {
    func words(_ finding: CertificateFinding) -> FindingWords {
        switch finding {
        case .defect(let defect):
            FindingWords(
                title(defect), saw: Self.saw(defect), means: refused(for: defect))
        case .uncertain(let defect):
            FindingWords(
                title(defect), saw: Self.saw(defect),
                means: """
                    Cannot tell whether visitors get 526 in Full (strict): how Cloudflare handles this is not known.
                    """)
        case .remark(let remark): words(remark)
        }
    }

    /// Returns the defect in a few words, with the issuer's name if the defect is in an issuer.
    func title(_ defect: ChainDefect) -> TerminalText {
        guard case .expired(let certificate, _) = defect, certificate != facts.leaf.subject else {
            return Wording.title(defect)
        }
        return "an intermediate certificate has expired: \(certificate)"
    }

    /// Returns the facts that prove the defect, worded as in a check of the host except that
    /// no server has sent the chain yet.
    private static func saw(_ defect: ChainDefect) -> TerminalText {
        switch defect {
        case .missingIssuer(let certificate, let issuer):
            "the issuer of \(certificate) is neither in the file nor a root: \(issuer)"
        default: Wording.saw(defect)
        }
    }

    private func refused(for defect: ChainDefect) -> TerminalText {
        guard mode >= .strict else {
            return "Nothing in \(Wording.name(mode)); visitors would get 526 in Full (strict)."
        }
        return switch defect {
        case .missingIssuer:
            """
            Visitors get 526 in \(Wording.name(mode)); Full doesn't validate the certificate. \
            Browsers may accept it where they can fetch the missing certificate.
            """
        default: "Visitors get 526 in \(Wording.name(mode)); Full doesn't validate the certificate."
        }
    }

    private func words(_ remark: ChainFinding) -> FindingWords {
        let means: TerminalText =
            switch remark {
            case .originCA:
                """
                Correct behind Cloudflare, and only there: on a DNS-only record, or while the \
                zone is paused, every visitor sees a warning.
                """
            case .wrongOrder:
                "Cloudflare accepts any order; some clients do not."
            case .expiresSoon where mode < .strict:
                """
                Nothing in \(Wording.name(mode)); after that day visitors get 526 in Full \
                (strict).
                """
            default: Wording.means(remark)
            }
        let title: TerminalText =
            switch remark {
            case .extraCertificates: "certificates that are not part of the chain"
            case .duplicateCertificates: "certificates appear more than once"
            case .rootSent: "the root would be sent along"
            default: Wording.title(remark)
            }
        return FindingWords(title, saw: saw(remark), means: means)
    }

    private func saw(_ remark: ChainFinding) -> TerminalText {
        switch remark {
        case .wrongOrder: "the issuers are not in signing order"
        case .extraCertificates(let extra):
            Wording.shortList(extra.map(withEnd), atMost: 6)
        default: Wording.saw(remark)
        }
    }

    /// Returns the subject of a certificate outside the chain, often with its expiry date.
    private func withEnd(_ subject: String) -> TerminalText {
        let past = others.strangers.first { $0.subject == subject && $0.notAfter < time }
        return past.map { "\(subject) (expired on \($0.notAfter))" } ?? "\(subject)"
    }
}
