/// Every hard check, in the order they are made.
enum HardCheckTable {
    static let all: [HardCheck] = [
        .brokenDigest,
        .keyKind,
        .keySize,
        .serverPurpose,
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
        all.flatMap { $0.violations(in: path) }
    }
}
