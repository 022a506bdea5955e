internal import OriginProbe

/// A target in a list, with the list's other columns. A class rather than a struct, because
/// thousands of targets wait at the same time, and each is passed through a dozen functions.
final class ScanTarget: Sendable {
    let target: Target
    let key: TargetKey
    /// The columns that the scan does not use.
    let input: JSONValue?

    init(target: Target, input: JSONValue?) {
        self.target = target
        key = TargetKey(target)
        self.input = input
    }
}

/// One input of a scan. Every input results in a record.
enum ScanJob: Sendable {
    /// A target that needs a lookup.
    case target(ScanTarget)
    case located(ScanTarget, ResolvedTarget)
    /// An input that is not contacted, and the way it counts.
    case skipped(SkippedInput, ScanTally.Kind)
}

/// An input in a list that is not contacted, and why. A class for the same reason as `ScanTarget`.
final class SkippedInput: Sendable {
    /// The input as written in the list.
    let input: String
    /// The line number, counted from 1; nil for a target that was excluded after its lookup.
    let line: Int?
    let reason: String
    let key: TargetKey

    init(input: String, line: Int?, reason: String, key: TargetKey) {
        self.input = input
        self.line = line
        self.reason = reason
        self.key = key
    }

    /// Returns the job of a target that `--exclude` excludes.
    static func excluded(_ input: String, line: Int?, key: TargetKey) -> ScanJob {
        .skipped(SkippedInput(input: input, line: line, reason: "excluded", key: key), .excluded)
    }
}
