internal import OpenSSLSupport
internal import OriginFacts

/// Evaluates the OCSP response that a server stapled to its certificate (RFC 6960).
struct OCSPEvaluator {
    private static let source = "staple"
    /// The OID of id-kp-OCSPSigning (RFC 6960 section 4.2.2.2).
    private static let signingPurpose = "1.3.6.1.5.5.7.3.9"

    private let staple: RevocationEvidence.Staple

    init(_ staple: RevocationEvidence.Staple) {
        self.staple = staple
    }

    /// Returns the status of the certificate.
    func status(
        of certificate: CertificateHandle, issuer: CertificateHandle, at time: UnixTime
    ) -> RevocationStatus {
        let bytes: [UInt8]
        switch staple {
        case .absent: return doubt(.nothingStapled)
        case .notAsked: return doubt(.notAsked)
        case .sent(let sent): bytes = sent
        }
        guard bytes.count <= RevocationLimits.stapleBytes else {
            return doubt(.tooLarge, "\(bytes.count) bytes")
        }
        do throws(StatusResponseFailure) {
            return status(
                by: try OCSPResponseHandle(der: bytes), of: certificate, issuer: issuer,
                at: time)
        } catch {
            switch error {
            case .unreadable: return doubt(.unreadable)
            case .refused(let answer): return doubt(.responderUnsure, answer)
            }
        }
    }

    private func status(
        by response: OCSPResponseHandle, of certificate: CertificateHandle,
        issuer: CertificateHandle, at time: UnixTime
    ) -> RevocationStatus {
        guard let answer = response.answer(for: certificate, issuer: issuer) else {
            return doubt(.outOfScope, "about another certificate")
        }
        switch response.signer(issuer: issuer) {
        case .nobody: return doubt(.badSignature)
        case .issuer: break
        case .delegate(let delegate):
            guard isAllowed(delegate, by: issuer, at: time) else {
                return doubt(.notAuthorized, delegate.subject)
            }
        }
        return staleness(of: answer, at: time) ?? status(by: answer)
    }

    /// Whether the issuer certified a delegate for OCSP signing (RFC 6960 section 4.2.2.2).
    private func isAllowed(
        _ delegate: CertificateHandle, by issuer: CertificateHandle, at time: UnixTime
    ) -> Bool {
        guard let first = delegate.notBefore, let last = delegate.notAfter else { return false }
        return delegate.extendedKeyUsage?.contains(OCSPEvaluator.signingPurpose) == true
            && first <= time.seconds && time.seconds <= last && delegate.isIssued(by: issuer)
    }

    private func staleness(
        of answer: OCSPResponseHandle.Answer, at time: UnixTime
    ) -> RevocationStatus? {
        guard let first = answer.thisUpdate else { return doubt(.malformed, "a date is missing") }
        guard let last = answer.nextUpdate else { return doubt(.outdated, "it names no end") }
        if first > time.seconds {
            return doubt(.notYetCurrent, "from \(UnixTime(seconds: first).rfc3339) on")
        }
        return last < time.seconds
            ? doubt(.outdated, "until \(UnixTime(seconds: last).rfc3339)") : nil
    }

    private func status(by answer: OCSPResponseHandle.Answer) -> RevocationStatus {
        switch answer.status {
        case .good:
            .good(
                until: answer.nextUpdate.map(UnixTime.init(seconds:)), source: Self.source)
        case .revoked(let since, let reason):
            .revoked(
                since: since.map(UnixTime.init(seconds:)),
                reason: reason.map(RevocationReason.init(code:)), source: Self.source)
        case .unknown: doubt(.responderUnsure, "unknown to the responder")
        }
    }

    private func doubt(
        _ kind: RevocationDoubt.Kind, _ detail: String = ""
    ) -> RevocationStatus {
        .unknown([RevocationDoubt(kind, source: Self.source, detail: detail)])
    }
}
