internal import OpenSSLSupport
internal import OriginFacts

/// What the search for a path over one store came to.
final class FoundPath {
    /// Leaf first, as far as it was built.
    let certificates: [JudgedCertificate]
    /// What the path ends in; nil when that is no anchor.
    let anchor: AnchorStore.Anchor?
    /// Why OpenSSL refuses; empty when it does not.
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

    /// The same path for somebody who holds the same anchor in another class.
    func shared(under anchor: AnchorStore.Anchor) -> FoundPath {
        let path = FoundPath(certificates, anchor: anchor)
        path.violations = violations
        return path
    }

    /// What the hard checks find in it.
    private(set) lazy var violations = HardCheckTable.violations(in: self)

    var isAccepted: Bool {
        defects.isEmpty && detour == nil
    }

    /// Whose root the path ended in.
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
