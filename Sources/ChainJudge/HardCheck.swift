internal import OriginFacts

/// A rule about form that OpenSSL's path validation does not have and no sound certificate breaks.
struct HardCheck: Sendable {
    /// What the edge makes of a certificate that breaks the rule.
    enum Edge: Sendable {
        /// BoringSSL is known to refuse it.
        case refuses
        /// Nothing is documented; BoringSSL's path validation may let it pass.
        case unknown
    }

    /// One breach.
    struct Violation: Hashable {
        let defect: ChainDefect
        let edge: Edge
    }

    let id: String
    let edge: Edge
    /// RFC section or vendor page.
    let source: String
    /// The breaches in a path, as far as it was built.
    let examine: @Sendable (FoundPath) -> [ChainDefect]

    func violations(in path: FoundPath) -> [Violation] {
        examine(path).map { Violation(defect: $0, edge: edge) }
    }
}
