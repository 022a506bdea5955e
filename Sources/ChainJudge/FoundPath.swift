internal import OpenSSLSupport
internal import OriginFacts

/// What the search for a path over one store came to.
struct FoundPath {
    /// Leaf first, as far as it was built.
    var certificates: [CertificateHandle]
    /// What the path ends in; nil when that is no anchor.
    var anchor: AnchorStore.Anchor?
    /// Why OpenSSL refuses; empty when it does not.
    var defects: [ChainDefect]
    /// Set when another path than OpenSSL's choice is good; `defects` is empty then.
    var detour: ChainDefect?

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
    var signed: ArraySlice<CertificateHandle> {
        anchor == nil ? certificates[...] : certificates.dropLast()
    }
}
