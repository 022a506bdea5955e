internal import OpenSSLSupport
internal import OriginFacts

/// Evaluates one CRL for certificates (RFC 5280 section 6.3).
struct CRLEvaluator {
    private let source: String
    private let content: Result<CRLHandle, ListDoubt>

    /// Wraps a doubt as an error.
    private struct ListDoubt: Error {
        let doubt: RevocationDoubt
    }

    /// Parses the CRL if it is within the limits.
    init(_ list: RevocationList, isWithinBounds: Bool, in library: LibraryContext) {
        source = list.source
        let doubt = { (kind: RevocationDoubt.Kind, detail: String) in
            ListDoubt(doubt: RevocationDoubt(kind, source: list.source, detail: detail))
        }
        switch list.content {
        case .missing(let reason): content = .failure(doubt(.notFetched, reason))
        case .der(let bytes) where bytes.count > RevocationLimits.listBytes:
            content = .failure(doubt(.tooLarge, "\(bytes.count) bytes"))
        case .der where !isWithinBounds:
            content = .failure(doubt(.tooLarge, "too many or too large lists for one chain"))
        case .der(let bytes):
            content = Result { () throws(OpenSSLFailure) in
                try CRLHandle(der: bytes, in: library)
            }.mapError { doubt(.unreadable, $0.reason) }
        }
    }

    /// Whether the CRL came from a URL rather than from the caller.
    var isFetched: Bool {
        source.utf8.contains(0x2F)
    }

    /// Whether the CRL concerns the certificate: it is from the certificate's issuer, or it was
    /// fetched for the certificate and cannot be read.
    func concerns(_ certificate: JudgedCertificate) -> Bool {
        switch content {
        case .success(let list): list.isByIssuer(of: certificate.handle)
        case .failure: !isFetched || certificate.handle.crlURLs.contains(source)
        }
    }

    /// Returns the status of a certificate that the CRL concerns.
    func status(
        of certificate: JudgedCertificate, issuer: JudgedCertificate, at time: UnixTime
    ) -> RevocationStatus {
        switch content {
        case .failure(let failure): return .unknown([failure.doubt])
        case .success(let list):
            if let objection = objection(to: list, for: certificate, issuer: issuer, at: time) {
                return .unknown([objection])
            }
            return answer(of: list, for: certificate)
        }
    }

    private func answer(
        of list: CRLHandle, for certificate: JudgedCertificate
    ) -> RevocationStatus {
        let entry = list.entry(for: certificate.handle)
        let reason = entry?.reason.map(RevocationReason.init(code:))
        if let entry, reason != .removedFromList {
            return .revoked(
                since: entry.since.map(UnixTime.init(seconds:)), reason: reason, source: source)
        }
        if list.scope?.onlySomeReasons == true {
            return .unknown([doubt(.outOfScope, "for some reasons only")])
        }
        if let problem = list.formProblem { return .unknown([doubt(.malformed, problem)]) }
        return .good(until: list.nextUpdate.map(UnixTime.init(seconds:)), source: source)
    }

    private func objection(
        to list: CRLHandle, for certificate: JudgedCertificate,
        issuer: JudgedCertificate, at time: UnixTime
    ) -> RevocationDoubt? {
        guard issuer.handle.maySignCRLs else {
            return doubt(.notAuthorized, "\(issuer.subject) may not sign lists")
        }
        guard list.isSigned(by: issuer.handle) else { return doubt(.badSignature) }
        if let part = list.unsupportedPart { return doubt(.unsupported, part) }
        guard let scope = list.scope else {
            return doubt(.malformed, "its distribution point cannot be read")
        }
        return objection(to: scope, for: certificate) ?? staleness(of: list, at: time)
    }

    private func objection(
        to scope: CRLCoverage, for certificate: JudgedCertificate
    ) -> RevocationDoubt? {
        if scope.isIndirect { return doubt(.unsupported, "an indirect list") }
        if scope.onlyAttributes { return doubt(.outOfScope, "for attribute certificates only") }
        if scope.onlyServers, certificate.isAuthority {
            return doubt(.outOfScope, "not for CA certificates")
        }
        if scope.onlyAuthorities, !certificate.isAuthority {
            return doubt(.outOfScope, "for CA certificates only")
        }
        switch scope.points {
        case .all: return nil
        case .other: return doubt(.unsupported, "its distribution point is no URL")
        case .urls(let urls):
            return urls.isDisjoint(with: certificate.handle.crlDistributionURLs)
                ? doubt(.outOfScope, "for another distribution point") : nil
        }
    }

    private func staleness(of list: CRLHandle, at time: UnixTime) -> RevocationDoubt? {
        if let first = list.thisUpdate, first > time.seconds {
            return doubt(.notYetCurrent, "from \(UnixTime(seconds: first).rfc3339) on")
        }
        if let last = list.nextUpdate, last < time.seconds {
            return doubt(.outdated, "until \(UnixTime(seconds: last).rfc3339)")
        }
        return nil
    }

    private func doubt(_ kind: RevocationDoubt.Kind, _ detail: String = "") -> RevocationDoubt {
        RevocationDoubt(kind, source: source, detail: detail)
    }
}
