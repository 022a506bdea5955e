internal import OriginFacts

/// A rule about certificates that OpenSSL's path validation does not check and no sound certificate
/// breaks.
struct EdgeRule: Sendable {
    /// What the edge makes of a certificate that breaks the rule.
    enum Edge: Sendable {
        /// BoringSSL is known to refuse it.
        case refuses
        /// Nothing is documented; BoringSSL's path validation may let it pass.
        case unknown
    }

    /// What the rule examines.
    enum Subject: Sendable {
        /// Each certificate in one of those places by itself.
        case certificates(
            Set<PathRole>, examine: @Sendable (JudgedCertificate) -> ChainDefect?)
        /// The path as a whole.
        case path(examine: @Sendable (PathResult) -> ChainDefect?)
    }

    /// One violation.
    struct Violation: Hashable {
        let defect: ChainDefect
        let edge: Edge
    }

    let id: String
    let edge: Edge
    /// RFC section or vendor page.
    let source: String
    let subject: Subject

    /// The violation by a certificate in that place.
    func violation(by certificate: JudgedCertificate, as role: PathRole) -> Violation? {
        guard case .certificates(let roles, let examine) = subject, roles.contains(role) else {
            return nil
        }
        return examine(certificate).map { Violation(defect: $0, edge: edge) }
    }

    /// The violation by the path as a whole.
    func violation(in path: PathResult) -> Violation? {
        guard case .path(let examine) = subject else { return nil }
        return examine(path).map { Violation(defect: $0, edge: edge) }
    }
}

extension Set<PathRole> {
    /// Certificates whose own signature counts.
    static let signed: Set = [.leaf, .intermediate]
    /// Certificates that sign others.
    static let issuers: Set = [.intermediate, .anchor]
    static let all: Set = [.leaf, .intermediate, .anchor]
}

/// Every rule, in the order of the checks.
enum EdgeRuleTable {
    static let all: [EdgeRule] = [
        .brokenDigest,
        .keyKind,
        .mlDSA,
        .leafKeyKind,
        .keySize,
        .serverPurpose,
        .leafSigns,
        .leafVersion,
        .extensionsNeedVersion,
        .leafSignsCertificates,
        .leafConstrainsNames,
        .malformedName,
        .wildcardOverOneLabel,
        .wildcardOverExcluded,
        .constraintsReadable,
    ]

    /// Every violation in a path, as far as it was built.
    static func violations(in path: PathResult) -> [EdgeRule.Violation] {
        path.roles.flatMap { certificate, role in
            switch role {
            case .leaf: violations(of: certificate, as: .leaf)
            case .intermediate: certificate.violationsAsIntermediate
            case .anchor: certificate.violationsAsAnchor
            }
        } + all.compactMap { $0.violation(in: path) }
    }

    /// The violations by one certificate in that place.
    static func violations(
        of certificate: JudgedCertificate, as role: PathRole
    ) -> [EdgeRule.Violation] {
        all.compactMap { $0.violation(by: certificate, as: role) }
    }
}
