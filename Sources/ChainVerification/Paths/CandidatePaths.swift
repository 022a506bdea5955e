internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Enumerates the paths from a leaf to anchors in which every name and signature matches. Their
/// number and length are limited; no certificate occurs twice in a path.
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
    /// The candidates between leaf and anchor.
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

/// The result of the search for a path over one store.
final class PathResult {
    /// Leaf first, as far as it was built.
    let certificates: [JudgedCertificate]
    /// The anchor at the end; nil when there is none.
    let anchor: AnchorStore.Anchor?
    /// Why OpenSSL refuses the path; empty when it does not.
    let defects: [ChainDefect]
    /// Set when another path than OpenSSL's choice is good; `defects` is empty then.
    let detour: ChainDefect?
    /// What OpenSSL's pedantic profile finds in a path that is good without it.
    let formProblems: [PathProblem]

    init(
        _ certificates: [JudgedCertificate], anchor: AnchorStore.Anchor?,
        defects: [ChainDefect] = [], detour: ChainDefect? = nil,
        formProblems: [PathProblem] = []
    ) {
        self.certificates = certificates
        self.anchor = anchor
        self.defects = defects
        self.detour = detour
        self.formProblems = formProblems
    }

    /// The same path for another store, which has the anchor in another class.
    func shared(under anchor: AnchorStore.Anchor) -> PathResult {
        let path = PathResult(certificates, anchor: anchor)
        path.violations = violations
        return path
    }

    /// The violations of edge rules in the path.
    private(set) lazy var violations = EdgeRuleTable.violations(in: self)

    var isAccepted: Bool {
        defects.isEmpty && detour == nil
    }

    /// The class of the anchor.
    var anchorClass: AnchorClass {
        if let anchor { return anchor.anchorClass }
        let isSelfSigned = defects.contains { if case .selfSigned = $0 { true } else { false } }
        return isSelfSigned ? .selfSigned : .unknown
    }

    /// The certificates whose signatures count: all but the anchor.
    var signed: ArraySlice<JudgedCertificate> {
        anchor == nil ? certificates[...] : certificates.dropLast()
    }

    /// Each certificate with its place in the path.
    var roles: [(certificate: JudgedCertificate, role: PathRole)] {
        certificates.enumerated().map { position, certificate in
            let isAnchor = anchor != nil && position == certificates.count - 1
            return (certificate, position == 0 ? .leaf : isAnchor ? .anchor : .intermediate)
        }
    }
}
