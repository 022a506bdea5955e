internal import COpenSSL
internal import OpenSSLSupport

/// Enumerates the paths from a leaf to anchors in which every name and signature fits. Bounded in number and
/// length; no certificate stands in a path twice.
struct CandidatePaths {
    /// One such path.
    struct Path {
        /// Leaf first, without the anchor.
        let intermediates: [JudgedCertificate]
        let anchor: AnchorStore.Anchor

        /// Leaf first, the anchor last.
        var certificates: [JudgedCertificate] {
            intermediates + [anchor.certificate]
        }
    }

    let signatures: SignatureChecker
    let limits: JudgeLimits
    let store: AnchorStore
    /// What may stand between leaf and anchor.
    let pool: [JudgedCertificate]
    private var found: [Path] = []
    private var steps = 0

    init(
        signatures: SignatureChecker, limits: JudgeLimits, store: AnchorStore,
        pool: [JudgedCertificate]
    ) {
        self.signatures = signatures
        self.limits = limits
        self.store = store
        self.pool = pool
    }

    /// The paths from that leaf, shorter branches first.
    mutating func all(from leaf: JudgedCertificate) -> [Path] {
        extend([leaf])
        return found
    }

    private mutating func extend(_ path: [JudgedCertificate]) {
        steps += 1
        guard let last = path.last, path.count < limits.pathLength, found.count < limits.paths,
            steps <= limits.paths * limits.pathLength
        else { return }
        for anchor in store.anchors(issuing: last)
        where found.count < limits.paths && isIssued(last, by: anchor.certificate) {
            found.append(Path(intermediates: path, anchor: anchor))
        }
        for issuer in pool where !path.contains(where: { $0.digest == issuer.digest }) {
            if isIssued(last, by: issuer) { extend(path + [issuer]) }
        }
    }

    private func isIssued(
        _ subject: JudgedCertificate, by issuer: JudgedCertificate
    ) -> Bool {
        guard X509_check_issued(issuer.pointer, subject.pointer) == X509_V_OK,
            let key = X509_get0_pubkey(issuer.pointer)
        else { return false }
        return signatures.check(subject.pointer, by: issuer.pointer, key: key) == .good
    }
}
