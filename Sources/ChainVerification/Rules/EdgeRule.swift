internal import OriginFacts

/// A rule about certificates that OpenSSL's path validation does not check, and that no sound
/// certificate violates.
struct EdgeRule: Sendable {
    /// The edge's response to a certificate that violates the rule.
    enum Edge: Sendable {
        /// BoringSSL is known to refuse the certificate.
        case refuses
        /// The response is not documented. BoringSSL's path validation may accept the certificate.
        case unknown
    }

    /// The subject that the rule examines.
    enum Subject: Sendable {
        /// Each certificate with one of these roles, separately.
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
    /// The RFC section or vendor page that states the rule.
    let source: String
    let subject: Subject

    /// Returns the violation by a certificate with that role.
    func violation(by certificate: JudgedCertificate, as role: PathRole) -> Violation? {
        guard case .certificates(let roles, let examine) = subject, roles.contains(role) else {
            return nil
        }
        return examine(certificate).map { Violation(defect: $0, edge: edge) }
    }

    /// Returns the violation by the path as a whole.
    func violation(in path: PathResult) -> Violation? {
        guard case .path(let examine) = subject else { return nil }
        return examine(path).map { Violation(defect: $0, edge: edge) }
    }
}

extension Set<PathRole> {
    /// The roles of certificates whose own signature counts.
    static let signed: Set = [.leaf, .intermediate]
    /// The roles of certificates that sign others.
    static let issuers: Set = [.intermediate, .anchor]
    static let all: Set = [.leaf, .intermediate, .anchor]
}

/// Every rule, in the order in which it is checked.
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

    /// Returns every violation in a path, or in the part of it that was built.
    static func violations(in path: PathResult) -> [EdgeRule.Violation] {
        path.roles.flatMap { certificate, role in
            switch role {
            case .leaf: violations(of: certificate, as: .leaf)
            case .intermediate: certificate.violationsAsIntermediate
            case .anchor: certificate.violationsAsAnchor
            }
        } + all.compactMap { $0.violation(in: path) }
    }

    /// Returns the violations by one certificate with that role.
    static func violations(
        of certificate: JudgedCertificate, as role: PathRole
    ) -> [EdgeRule.Violation] {
        all.compactMap { $0.violation(by: certificate, as: role) }
    }
}
