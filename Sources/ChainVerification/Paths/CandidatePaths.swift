internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Enumerates the paths from a leaf to anchors in which every name and signature matches. Their
/// number and length are limited, and no certificate occurs twice in a path.
struct CandidatePaths {
    /// One path, with its anchor.
    struct Path {
        /// The certificates without the anchor, leaf first.
        let intermediates: [JudgedCertificate]
        let anchor: AnchorStore.Anchor

        /// All certificates, leaf first and anchor last.
        var certificates: [JudgedCertificate] {
            intermediates + [anchor.certificate]
        }
    }

    let signatures: SignatureChecker
    let limits: JudgeLimits
    let store: AnchorStore
    /// The candidates for the certificates between leaf and anchor.
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

    /// Returns the paths from that leaf, shorter branches first.
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

/// The result of a path search over one store.
final class PathResult {
    /// The certificates in the part of the path that was built, leaf first.
    let certificates: [JudgedCertificate]
    /// The anchor at the end; nil if there is none.
    let anchor: AnchorStore.Anchor?
    /// The reasons OpenSSL refuses the path; empty if it accepts the path.
    let defects: [ChainDefect]
    /// The defect if a path other than OpenSSL's choice is good; `defects` is then empty.
    let detour: ChainDefect?
    /// The additional findings of OpenSSL's pedantic profile in an otherwise good path.
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

    /// Returns the same path for another store, in which the anchor has another class.
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

    /// The certificates, each with its role in the path.
    var roles: [(certificate: JudgedCertificate, role: PathRole)] {
        certificates.enumerated().map { position, certificate in
            let isAnchor = anchor != nil && position == certificates.count - 1
            return (certificate, position == 0 ? .leaf : isAnchor ? .anchor : .intermediate)
        }
    }
}
