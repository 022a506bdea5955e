internal import OriginProbe

/// A target of a list, with the list's other columns. Class, not struct: thousands wait at the same
/// time, and each is passed through a dozen functions.
final class ScanTarget: Sendable {
    let target: Target
    let key: TargetKey
    /// Columns that the scan does not use.
    let input: JSONValue?

    init(target: Target, input: JSONValue?) {
        self.target = target
        key = TargetKey(target)
        self.input = input
    }
}

/// One input of a scan. Each ends in a record.
enum ScanJob: Sendable {
    /// A target that has to be looked up.
    case target(ScanTarget)
    case located(ScanTarget, ResolvedTarget)
    /// An input that is not contacted, and how it counts.
    case skipped(SkippedInput, ScanTally.Kind)
}

/// An input of a list that is not contacted, and why. Class, not struct: as `ScanTarget`.
final class SkippedInput: Sendable {
    /// As written.
    let input: String
    /// Counted from 1; nil for a target that was excluded after its lookup.
    let line: Int?
    let reason: String
    let key: TargetKey

    init(input: String, line: Int?, reason: String, key: TargetKey) {
        self.input = input
        self.line = line
        self.reason = reason
        self.key = key
    }

    /// A target of `--exclude`.
    static func excluded(_ input: String, line: Int?, key: TargetKey) -> ScanJob {
        .skipped(SkippedInput(input: input, line: line, reason: "excluded", key: key), .excluded)
    }
}
