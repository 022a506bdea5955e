/// Every hard check, in the order they are made.
enum HardCheckTable {
    static let all: [HardCheck] = [
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

    /// Every breach in a path, as far as it was built.
    static func violations(in path: FoundPath) -> [HardCheck.Violation] {
        path.roles.flatMap { certificate, role in
            switch role {
            case .leaf: violations(of: certificate, as: .leaf)
            case .intermediate: certificate.violationsAsIntermediate
            case .anchor: certificate.violationsAsAnchor
            }
        } + all.compactMap { $0.violation(in: path) }
    }

    /// The breaches of one certificate in that place.
    static func violations(
        of certificate: JudgedCertificate, as role: PathRole
    ) -> [HardCheck.Violation] {
        all.compactMap { $0.violation(by: certificate, as: role) }
    }
}
