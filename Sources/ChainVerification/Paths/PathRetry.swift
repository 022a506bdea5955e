internal import OpenSSLSupport
internal import OriginFacts

/// Tries paths that OpenSSL did not choose. OpenSSL uses the first issuer with a matching name and
/// never backtracks, so a bad cross-certificate can hide a good path.
struct PathRetry {
    private static let maximumSuspects = 16

    let verifier: PathVerifier
    let limits: JudgeLimits
    let store: AnchorStore
    let chain: ChainInput

    /// Returns a good path, with the defect that describes the detour; nil if there is none.
    /// `failed` is the path that OpenSSL chose.
    func detour(around failed: [JudgedCertificate]) -> PathResult? {
        var candidates = CandidatePaths(
            signatures: verifier.signatures, limits: limits, store: store,
            pool: Array(chain.certificates.dropFirst()))
        for candidate in candidates.all(from: chain.certificates[0])
        where candidate.certificates.map(\.digest) != failed.map(\.digest) {
            guard isGood(candidate) else { continue }
            return PathResult(
                candidate.certificates, anchor: candidate.anchor,
                detour: .dependsOnPathBuilding(
                    remove: certificateInTheWay(of: candidate, failed: failed)?.subject ?? ""))
        }
        return nil
    }

    /// Whether one path is good, judged with only its own anchor and intermediates.
    private func isGood(_ candidate: CandidatePaths.Path) -> Bool {
        guard let sent = CertificateStack(candidate.intermediates.map(\.handle)),
            let anchor = CertificateStack([candidate.anchor.certificate.handle])
        else { return false }
        return verifier.verify(
            PathRequest(
                leaf: chain.leaf, sent: sent, trust: .only(anchor), time: chain.time,
                depth: chain.depth)
        ).accepted
    }

    /// Returns the certificate whose removal makes OpenSSL's choice good. If there is none, returns
    /// the first certificate that is in the failed path but not in the good one.
    private func certificateInTheWay(
        of good: CandidatePaths.Path, failed: [JudgedCertificate]
    ) -> JudgedCertificate? {
        let kept = Set(good.certificates.map(\.digest))
        let suspects = failed.filter { !kept.contains($0.digest) }
        return suspects.prefix(Self.maximumSuspects).first { suspect in
            let rest = chain.certificates.filter { $0.digest != suspect.digest }
            guard rest.count < chain.certificates.count,
                let sent = CertificateStack(rest.map(\.handle))
            else { return false }
            var request = chain.request(to: store)
            request.sent = sent
            return verifier.verify(request).accepted
        } ?? suspects.first
    }
}

/// Finds the first time at which a good path becomes bad. Only dates matter, because results do not
/// change between two consecutive dates.
struct ValidityHorizon {
    private static let maximumMoments = 64

    let verifier: PathVerifier
    let store: AnchorStore

    /// Returns that time for a chain whose path is good at `chain.time`.
    func end(of chain: ChainInput, path: PathResult) -> UnixTime? {
        guard let leafEnd = chain.certificates.first?.notAfter else { return nil }
        let moments = moments(of: chain, before: leafEnd)
        guard moments.count <= Self.maximumMoments else { return firstEnd(in: path) }
        for moment in moments {
            var request = chain.request(to: store)
            request.time = UnixTime(seconds: moment)
            let outcome = verifier.verify(request)
            if outcome.isOverBudget { return firstEnd(in: path) }
            if !outcome.accepted { return UnixTime(seconds: moment) }
        }
        return UnixTime(seconds: leafEnd)
    }

    /// Returns the end of this path's validity, after which another path is needed.
    private func firstEnd(in path: PathResult) -> UnixTime? {
        path.certificates.compactMap(\.notAfter).min().map(UnixTime.init(seconds:))
    }

    /// Returns every date between now and the leaf's end at which a sent certificate, or an anchor
    /// for one, becomes valid or expires.
    private func moments(of chain: ChainInput, before end: Int64) -> [Int64] {
        let sent = chain.certificates
        let anchors = sent.flatMap { store.anchors(issuing: $0).map(\.certificate) }
        let dates = (sent + anchors).flatMap { [$0.notBefore, $0.notAfter] }
        return Set(dates.compactMap(\.self).filter { $0 > chain.time.seconds && $0 < end }).sorted()
    }
}
