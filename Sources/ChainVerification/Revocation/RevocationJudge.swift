internal import OpenSSLSupport
internal import OriginFacts

/// Judges from the given evidence whether the certificates in a path are revoked. It uses no clock,
/// file or socket.
struct RevocationJudge {
    private let lists: [CRLEvaluator]
    private let staple: OCSPEvaluator?
    private let time: UnixTime
    private let hasLists: Bool

    /// Creates a judge for that evidence at that time.
    init(_ evidence: RevocationEvidence, at time: UnixTime, in library: LibraryContext) {
        self.time = time
        hasLists = evidence.lists != nil
        var bytes = 0
        lists = (evidence.lists ?? []).enumerated().map { position, list in
            bytes += list.byteCount
            let isWithin =
                position < RevocationLimits.lists && bytes <= RevocationLimits.allListBytes
            return CRLEvaluator(list, isWithinBounds: isWithin, in: library)
        }
        staple = evidence.staple.map(OCSPEvaluator.init)
    }

    /// Returns the status of every relevant certificate, leaf first: the leaf for a staple, all
    /// certificates except the anchor for CRLs.
    func statuses(of path: [JudgedCertificate]) -> [CertificateRevocation] {
        zip(path, path.dropFirst()).enumerated().compactMap { position, pair in
            let (certificate, issuer) = pair
            let isLeaf = position == 0
            guard hasLists || (isLeaf && staple != nil) else { return nil }
            return CertificateRevocation(
                certificate: certificate.subject, sha256: certificate.digest?.hex ?? "",
                isLeaf: isLeaf, promisesStaple: isLeaf && certificate.handle.promisesStaple,
                status: status(of: certificate, issuer: issuer, isLeaf: isLeaf))
        }
    }

    private func status(
        of certificate: JudgedCertificate, issuer: JudgedCertificate, isLeaf: Bool
    ) -> RevocationStatus {
        var answers: [RevocationStatus] = []
        if isLeaf, let staple {
            answers.append(
                staple.status(of: certificate.handle, issuer: issuer.handle, at: time))
        }
        if hasLists { answers += listed(certificate, issuer: issuer) }
        return RevocationJudge.combined(answers)
    }

    private func listed(
        _ certificate: JudgedCertificate, issuer: JudgedCertificate
    ) -> [RevocationStatus] {
        let concerned = lists.filter { $0.concerns(certificate) }
        guard concerned.isEmpty else {
            return concerned.map { $0.status(of: certificate, issuer: issuer, at: time) }
        }
        let isFetched = lists.allSatisfy(\.isFetched)
        let hasPoint = !certificate.handle.crlURLs.isEmpty
        return [
            .unknown([RevocationDoubt(isFetched && !hasPoint ? .noDistributionPoint : .noList)])
        ]
    }

    /// Combines the results: revoked if any evidence says so, otherwise good if any says so,
    /// otherwise all doubts together.
    private static func combined(_ answers: [RevocationStatus]) -> RevocationStatus {
        let settled =
            answers.first { if case .revoked = $0 { true } else { false } }
            ?? answers.first { if case .good = $0 { true } else { false } }
        if let settled { return settled }
        return .unknown(
            answers.flatMap { answer -> [RevocationDoubt] in
                if case .unknown(let doubts) = answer { doubts } else { [] }
            })
    }
}

extension RevocationList {
    fileprivate var byteCount: Int {
        if case .der(let bytes) = content { bytes.count } else { 0 }
    }
}

/// The limits on revocation evidence. Evidence that exceeds them is not read.
package enum RevocationLimits {
    /// The maximum size of one CRL in bytes.
    package static let listBytes = 16 << 20
    /// The maximum number of CRLs for one chain.
    package static let lists = 8
    /// The maximum size in bytes of all CRLs for a chain. Parsed CRLs take ten times as much
    /// memory.
    package static let allListBytes = 32 << 20
    /// The maximum size of a stapled response in bytes.
    package static let stapleBytes = 64 << 10
}
