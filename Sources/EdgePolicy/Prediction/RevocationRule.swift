package import OriginFacts

/// The effect of a path's revocation status for the edge and for browsers.
package enum RevocationRule {
    /// Applies the known revocation status to the verdict. Whether the edge checks revocation for
    /// public CAs is not documented, so for them it is only a remark. For the Origin CA it causes a
    /// refusal: the documentation says to leave strict before revoking a certificate
    /// (developers.cloudflare.com/ssl/origin-configuration/origin-ca).
    package static func applied(to verdict: ChainVerdict) -> ChainVerdict {
        var judged = verdict
        for status in verdict.revocation {
            switch status.status {
            case .good: break
            case .revoked(let since, let reason, _):
                let defect = ChainDefect.revoked(certificate: status.certificate, since: since)
                judged.browser = judged.browser.adding(refusal: defect)
                if verdict.anchor == .originCA {
                    judged.strict = judged.strict.adding(refusal: defect)
                } else {
                    judged.findings.append(
                        .revoked(
                            certificate: status.certificate, since: since, reason: reason))
                }
            case .unknown(let doubts):
                judged.findings.append(
                    status.lacksPromisedStaple
                        ? .stapleMissing(certificate: status.certificate)
                        : .revocationUnknown(certificate: status.certificate, doubts: doubts))
            }
        }
        if judged.strict != .accepted { judged.strictUntil = nil }
        return judged
    }

    /// Applies CRLs that the user requires to the verdict. A revoked certificate is refused. If the
    /// CRLs do not cover the leaf, or are unusable for a CA, the ruling is uncertain.
    package static func demanded(of verdict: ChainVerdict) -> ChainVerdict {
        var judged = verdict
        for status in verdict.revocation {
            switch status.status {
            case .good: break
            case .revoked(let since, _, _):
                let defect = ChainDefect.revoked(certificate: status.certificate, since: since)
                judged.strict = judged.strict.adding(refusal: defect)
                judged.browser = judged.browser.adding(refusal: defect)
            case .unknown(let doubts):
                guard status.isLeaf || doubts.contains(where: \.isAboutEvidence) else { break }
                judged.strict = judged.strict.adding(
                    doubt: .revocationUnknown(certificate: status.certificate, doubts: doubts))
            }
        }
        if judged.strict != .accepted { judged.strictUntil = nil }
        return judged
    }
}

extension ChainRuling {
    /// Returns the ruling with another refusal.
    fileprivate func adding(refusal: ChainDefect) -> ChainRuling {
        switch self {
        case .accepted: .rejected([refusal])
        case .rejected(let defects): .rejected(defects + [refusal])
        case .uncertain(let doubts): .rejected([refusal] + doubts)
        }
    }

    /// Returns the ruling with another doubt.
    fileprivate func adding(doubt: ChainDefect) -> ChainRuling {
        switch self {
        case .accepted: .uncertain([doubt])
        case .rejected(let defects): .rejected(defects + [doubt])
        case .uncertain(let doubts): .uncertain(doubts + [doubt])
        }
    }
}
