internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Tries the paths OpenSSL did not choose. Its builder takes the first issuer that fits by name and never
/// turns back, so a bad cross-certificate can hide a good path.
struct PathRetry {
    let verifier: PathVerifier
    let limits: JudgeLimits
    let store: AnchorStore
    let chain: ChainCase

    /// A good path with the defect that says at what price; nil when there is none. `failed` is what
    /// OpenSSL chose.
    func detour(around failed: [CertificateHandle]) -> FoundPath? {
        var candidates = CandidatePaths(
            signatures: verifier.signatures, limits: limits, store: store,
            pool: Array(chain.sent.certificates.dropFirst()))
        for candidate in candidates.all(from: chain.leaf)
        where candidate.certificates.map(\.pointer) != failed.map(\.pointer) {
            guard isGood(candidate) else { continue }
            return FoundPath(
                certificates: candidate.certificates, anchor: candidate.anchor, defects: [],
                detour: .dependsOnPathBuilding(
                    remove: certificateInTheWay(of: candidate, failed: failed)?.subject ?? ""))
        }
        return nil
    }

    /// Judges one path with only its anchor and its intermediates.
    private func isGood(_ candidate: CandidatePaths.Path) -> Bool {
        guard let sent = CertificateStack(candidate.intermediates),
            let anchor = CertificateStack([candidate.anchor.certificate])
        else { return false }
        return verifier.verify(
            PathRequest(leaf: chain.leaf, sent: sent, trust: .only(anchor), time: chain.time)
        ).accepted
    }

    /// The certificate without which OpenSSL's choice is good. Without such a one, the first that the
    /// failed path has and the good one has not.
    private func certificateInTheWay(
        of good: CandidatePaths.Path, failed: [CertificateHandle]
    ) -> CertificateHandle? {
        let kept = Set(good.certificates.map(\.pointer))
        let suspects = failed.filter { !kept.contains($0.pointer) }
        return suspects.first { suspect in
            let rest = chain.sent.certificates.filter {
                X509_cmp($0.pointer, suspect.pointer) != 0
            }
            guard rest.count < chain.sent.certificates.count, let sent = CertificateStack(rest)
            else { return false }
            var request = chain.request(to: store)
            request.sent = sent
            return verifier.verify(request).accepted
        } ?? suspects.first
    }
}
