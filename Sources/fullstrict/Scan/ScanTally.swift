internal import BatchScan
internal import DataFormats
internal import EdgePolicy
internal import OriginCheck
internal import Reporting
internal import Synchronization

/// What has come of the inputs so far.
struct ScanTally: Sendable {
    /// How a record counts.
    enum Kind: String, Sendable, CaseIterable {
        case ready
        case warning
        case broken
        case unknown
        /// The address has banned the scan.
        case banned
        /// A line that is no target.
        case flawed
        case excluded
    }

    private var counts: [Kind: Int] = [:]
    /// Inputs that were in the list before.
    var duplicates = 0
    /// Inputs of other shards.
    var elsewhere = 0
    /// Inputs whose records an earlier run wrote.
    var doneBefore = 0
    /// Statuses of records, this run's and those of the journal.
    var statuses: Set<Int32> = []

    subscript(kind: Kind) -> Int {
        counts[kind] ?? 0
    }

    /// Records of this run.
    var records: Int {
        counts.values.reduce(0, +)
    }

    mutating func count(_ kind: Kind, status: Int32?) {
        counts[kind, default: 0] += 1
        if let status { statuses.insert(status) }
    }

    /// Takes over what an earlier run wrote.
    mutating func goOn(after journal: JournalReader) {
        statuses = Set(journal.statuses.keys.map(Int32.init(clamping:)))
        if journal.invalidLines > 0 { statuses.insert(ExitStatus.cannotTell.rawValue) }
    }

    /// 1 beats 3 beats 0.
    var status: ExitStatus {
        ExitStatus.combined(statuses.compactMap(ExitStatus.init(rawValue:)))
    }

    /// `97,020 ready, 18,377 break …`: what is not nought.
    var words: String {
        let named: [(Int, String)] = [
            (self[.ready], "ready"), (self[.warning], "ready with warnings"),
            (self[.broken], "would break"), (self[.unknown], "cannot tell"),
            (self[.banned], "have banned us"), (self[.flawed], "no targets"),
            (self[.excluded], "excluded"), (duplicates, "duplicates"),
            (doneBefore, "done before"), (elsewhere, "in other shards"),
        ]
        return named.filter { $0.0 > 0 }.map { "\(Self.grouped($0.0)) \($0.1)" }
            .joined(separator: ", ")
    }

    /// For `--stats-file`.
    func json(seconds: Double, running: Bool) -> JSONValue {
        let kinds = Kind.allCases.map { JSONMember($0.rawValue, .integer(Int64(self[$0]))) }
        let rest: JSONValue = [
            "records": .integer(Int64(records)), "duplicates": .integer(Int64(duplicates)),
            "done_before": .integer(Int64(doneBefore)),
            "other_shards": .integer(Int64(elsewhere)), "seconds": .number(seconds),
            "running": .bool(running),
        ]
        return JSONValue.object(JSONMembers(kinds)).adding(rest)
    }

    /// `128,411`.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in "\(number)".reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}

/// The tally, for all who count.
final class SharedTally: Sendable {
    private let state = Mutex(ScanTally())

    /// As it stands.
    var tally: ScanTally {
        state.withLock { $0 }
    }

    func change(_ body: (inout ScanTally) -> Void) {
        state.withLock { body(&$0) }
    }
}

/// Why a scan begins nothing more before its list is done.
final class StopReason: Sendable {
    enum Cause: Sendable {
        /// The user wants no more.
        case interrupted
        /// No DNS server answers.
        case resolverGone
    }

    private let state = Mutex<(cause: Cause?, stop: (@Sendable () -> Void)?)>((nil, nil))

    /// The first that came; nil while the scan goes on, and when it is done.
    var cause: Cause? {
        state.withLock { $0.cause }
    }

    /// How the scan is made to begin nothing more.
    func stop(_ stop: @escaping @Sendable () -> Void) {
        state.withLock { $0.stop = stop }
    }

    /// Ends it; a later cause counts no more.
    func end(_ cause: Cause) {
        let stop = state.withLock {
            if $0.cause == nil { $0.cause = cause }
            return $0.stop
        }
        stop?()
    }
}
