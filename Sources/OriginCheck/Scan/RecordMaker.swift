internal import BatchScan
internal import OriginProbe

/// Creates the record of a target from its observation.
final class RecordMaker: Sendable {
    /// One judge for each worker, because threads that share a judge wait for each other.
    private let judges: [OriginJudge]
    private let format: ReportFormat
    private let options: ReportFormat.Options
    private let only: RecordChoice?

    init(
        judges: [OriginJudge], format: ReportFormat, options: ReportFormat.Options,
        only: RecordChoice?
    ) {
        self.judges = judges
        self.format = format
        self.options = options
        self.only = only
    }

    /// @inline(never), here and below: keeps the locals out of the caller's async frame.
    @inline(never)
    func record(
        _ seen: ProbeResult, of target: ScanTarget, worker: Int
    ) async -> ScanRecord {
        // The record of a cancelled job is not used.
        guard !Task.isCancelled else { return .unwanted }
        let judge = judges[worker]
        let time = judge.settings.time ?? seen.observation.startedAt
        let verdicts = await judge.verdicts(on: seen, at: time)
        return record(seen, of: target, verdicts, time, judge)
    }

    @inline(never)
    private func record(
        _ seen: ProbeResult, of target: ScanTarget, _ verdicts: [IPAddress: ChainVerdict],
        _ time: UnixTime, _ judge: OriginJudge
    ) -> ScanRecord {
        var report = judge.report(on: seen, verdicts, at: time)
        report.key = target.key
        report.input = target.input
        let kind = Self.kind(of: report)
        return ScanRecord(kind: kind, status: report.exitStatus, bytes: bytes(report, kind))
    }

    /// Returns the record of an input that is not contacted.
    func record(_ input: SkippedInput, _ kind: ScanTally.Kind) -> ScanRecord {
        let isWritten = only?.includes(kind) ?? true
        return ScanRecord(
            kind: kind, status: kind == .invalid ? ScanTally.noVerdict : nil,
            bytes: isWritten ? bytes(input, kind) : [])
    }

    private func bytes(_ input: SkippedInput, _ kind: ScanTally.Kind) -> [UInt8] {
        let record = SkippedRecord(
            text: input.input, line: input.line, reason: input.reason, key: input.key,
            isExcluded: kind != .invalid)
        return format.record(of: record, options)
    }

    private func bytes(_ report: CheckReport, _ kind: ScanTally.Kind) -> [UInt8] {
        if let only, !only.includes(kind) { return [] }
        return format.record(of: report, options)
    }

    private static func kind(of report: CheckReport) -> ScanTally.Kind {
        switch report.assessment.verdict.result {
        case .ready: .ready
        case .warning: .warning
        case .degraded, .broken: .broken
        case .inconclusive:
            report.observation.addresses.contains { $0.tlsConnection == .notTested(.banned) }
                ? .banned : .unknown
        }
    }
}

/// The record to write for one input.
struct ScanRecord: Sendable {
    var kind: ScanTally.Kind
    /// The status that the record counts as; nil for an excluded input.
    var status: Int32?
    /// A line of JSON with its newline, or text for a terminal; empty if it is not written.
    var bytes: [UInt8]

    /// The record of a cancelled job, which is dropped.
    static let unwanted = ScanRecord(kind: .unknown, status: nil, bytes: [])
}
