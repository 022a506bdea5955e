internal import BatchScan
internal import Synchronization

/// Counts the records of a scan.
public struct ScanTally: Hashable, Sendable {
    /// The ways in which a record counts. The raw values are the names in the statistics file.
    public enum Kind: String, Sendable, CaseIterable {
        case ready
        case warning
        case broken
        case unknown
        /// Not contacted, because the address had banned the scan.
        case banned
        /// A line that cannot be read as a target.
        case invalid = "flawed"
        case excluded
    }

    private var counts: [Kind: Int] = [:]

    /// Creates an empty tally.
    public init() {}

    /// The number of inputs that occurred earlier in the list.
    public internal(set) var duplicates = 0
    /// The number of inputs that belong to other shards.
    public internal(set) var otherShards = 0
    /// The number of inputs that have a record from an earlier scan.
    public internal(set) var doneBefore = 0
    /// The statuses of all records, including those of an earlier scan.
    private var statuses: Set<Int32> = []

    /// The number of records of a kind.
    public subscript(kind: Kind) -> Int {
        counts[kind] ?? 0
    }

    /// The number of records in this scan.
    public var records: Int {
        counts.values.reduce(0, +)
    }

    /// The number of inputs that are done, whether recorded or skipped.
    public var inputs: Int {
        records + doneBefore + duplicates + otherShards
    }

    /// The status of all records together: 1 if any target would break, otherwise 3 if any has no
    /// verdict, otherwise 0.
    public var exitStatus: Int32 {
        if statuses.contains(1) { return 1 }
        return statuses.contains(Self.noVerdict) ? Self.noVerdict : 0
    }

    static let noVerdict: Int32 = 3

    mutating func count(_ kind: Kind, status: Int32?) {
        counts[kind, default: 0] += 1
        if let status { statuses.insert(status) }
    }

    /// Includes the records of an earlier scan.
    mutating func resume(after journal: JournalReader) {
        statuses = Set(journal.statuses.keys.map(Int32.init(clamping:)))
        if journal.invalidLines > 0 { statuses.insert(Self.noVerdict) }
    }

    /// Returns the document for `--stats-file`.
    public func json(seconds: Double, isRunning: Bool) -> String {
        let kinds = Kind.allCases.map { JSONMember($0.rawValue, .integer(Int64(self[$0]))) }
        let rest: JSONValue = [
            "records": .integer(Int64(records)), "duplicates": .integer(Int64(duplicates)),
            "done_before": .integer(Int64(doneBefore)),
            "other_shards": .integer(Int64(otherShards)), "seconds": .number(seconds),
            "running": .bool(isRunning),
        ]
        let bytes = JSONWriter.bytes(
            JSONValue.object(JSONMembers(kinds)).adding(rest), layout: .pretty)
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The counts of a scan, and how it ended.
public struct ScanSummary: Hashable, Sendable {
    public var tally: ScanTally
    public var end: End

    /// Why the scan ended.
    public enum End: Hashable, Sendable {
        /// Every input has a record.
        case complete
        /// `stop` was called.
        case stopped
        /// No DNS server replied within the time limit.
        case resolverLost
        /// A record could not be written; `reason` is the system's error text.
        case outputFailed(reason: String)
        /// The list could not be read to its end; `reason` is the system's error text.
        case listFailed(reason: String)
    }
}

/// The tally of a scan, shared by its threads.
final class SharedTally: Sendable {
    private let state = Mutex(ScanTally())

    var tally: ScanTally {
        state.withLock { $0 }
    }

    func change(_ body: (inout ScanTally) -> Void) {
        state.withLock { body(&$0) }
    }
}
