/// One input of a scan: every one of them ends in a record.
enum ScanJob: Sendable {
    case target(ScanTarget)
    /// The document of an input that is not asked, and how it counts.
    case document([UInt8], ScanTally.Kind)
}
