/// One input of a scan: every one of them ends in a record.
enum ScanJob: Sendable {
    case target(ScanTarget)
    /// An input that is not asked, and how it counts.
    case unasked(UnaskedInput, ScanTally.Kind)
}
