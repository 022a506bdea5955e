internal import DataFormats
internal import OriginCheck
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// A target of a list with what the list says of it besides. A class: thousands wait at the same time, and
/// each is handed through a dozen functions.
final class ScanTarget: Sendable {
    let target: Target
    let key: TargetKey
    /// Columns that the scan has no use for.
    let input: JSONValue?
    /// Nil until it was looked up.
    let place: ResolvedTarget?

    init(target: Target, key: TargetKey, input: JSONValue?, place: ResolvedTarget? = nil) {
        self.target = target
        self.key = key
        self.input = input
        self.place = place
    }

    /// The same, found there.
    func located(at place: ResolvedTarget) -> ScanTarget {
        ScanTarget(target: target, key: key, input: input, place: place)
    }
}

/// One input of a scan: every one of them ends in a record.
enum ScanJob: Sendable {
    case target(ScanTarget)
    /// An input that is not asked, and how it counts.
    case unasked(SkippedInput, ScanTally.Kind)
}

/// An input of a list that is not asked, and why. A class for the reason `ScanTarget` is one.
final class SkippedInput: Sendable {
    /// As written.
    let input: String
    /// Counted from 1; nil where it is not known any more.
    let line: Int?
    let reason: String
    let key: TargetKey

    init(input: String, line: Int?, reason: String, key: TargetKey) {
        self.input = input
        self.line = line
        self.reason = reason
        self.key = key
    }
}
