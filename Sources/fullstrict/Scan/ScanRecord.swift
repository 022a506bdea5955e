/// What is written of one input.
struct ScanRecord: Sendable {
    var kind: ScanTally.Kind
    /// The status it stands for; nil when it counts for none.
    var status: Int32?
    /// A line of JSON with its newline, or a line for a terminal; empty when it is left out.
    var bytes: [UInt8]

    /// Of a target that nobody waits for any more.
    static let unwanted = ScanRecord(kind: .unknown, status: nil, bytes: [])
}
