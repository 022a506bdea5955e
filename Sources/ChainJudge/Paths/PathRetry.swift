internal import OpenSSLSupport
internal import OriginFacts

/// Tries the paths OpenSSL did not choose. Its builder takes the first issuer that fits by name and never
/// turns back, so a bad cross-certificate can hide a good path.
struct PathRetry {
    private static let maximumSuspects = 16

    let verifier: PathVerifier
    let limits: JudgeLimits
    let store: AnchorStore
    let chain: ChainCase

    /// A good path with the defect that says at what price; nil when there is none. `failed` is what
    /// OpenSSL chose.
    func detour(around failed: [JudgedCertificate]) -> FoundPath? {
        var candidates = CandidatePaths(
            signatures: verifier.signatures, limits: limits, store: store,
            pool: Array(chain.certificates.dropFirst()))
        for candidate in candidates.all(from: chain.certificates[0])
        where candidate.certificates.map(\.digest) != failed.map(\.digest) {
            guard isGood(candidate) else { continue }
            return FoundPath(
                candidate.certificates, anchor: candidate.anchor,
                detour: .dependsOnPathBuilding(
                    remove: certificateInTheWay(of: candidate, failed: failed)?.subject ?? ""))
        }
        return nil
    }

    /// Judges one path with only its anchor and its intermediates.
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

    /// The certificate without which OpenSSL's choice is good. Without such a one, the first that the
    /// failed path has and the good one has not.
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
