internal import BatchScan
internal import EdgePolicy
internal import OriginCheck
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// Makes the record of a target from what was seen of it.
final class RecordMaker: Sendable {
    /// One for each worker: threads that share a judge wait for each other.
    let judges: [OriginJudge]
    let includesDER: Bool
    let only: RecordChoice?
    /// Nil for JSON; else how lines on the terminal look.
    let style: TextStyle?

    init(
        judges: [OriginJudge], includesDER: Bool, only: RecordChoice?, style: TextStyle?
    ) {
        self.judges = judges
        self.includesDER = includesDER
        self.only = only
        self.style = style
    }

    /// Not inlined, as the next: what it works with would stay in the suspended frame of its caller.
    @inline(never)
    func record(
        _ seen: ProbeResult, of target: ScanTarget, worker: Int
    ) async -> ScanRecord {
        // Nobody waits for it any more.
        guard !Task.isCancelled else { return .unwanted }
        let judge = judges[worker]
        let at = judge.settings.time ?? seen.observation.startedAt
        return record(seen, of: target, await judge.verdicts(on: seen, at: at), at, judge)
    }

    @inline(never)
    private func record(
        _ seen: ProbeResult, of target: ScanTarget, _ verdicts: [IPAddress: ChainVerdict],
        _ at: UnixTime, _ judge: OriginJudge
    ) -> ScanRecord {
        var report = judge.report(on: seen, verdicts, at: at)
        report.key = target.key
        report.input = target.input
        let kind = Self.kind(of: report)
        return ScanRecord(kind: kind, status: report.exitStatus, bytes: bytes(report, kind))
    }

    /// The record of an input that is not asked.
    func record(_ input: SkippedInput, _ kind: ScanTally.Kind) -> ScanRecord {
        let isWritten = only?.includes(kind) ?? true
        return ScanRecord(
            kind: kind, status: kind == .flawed ? ExitStatus.cannotTell.rawValue : nil,
            bytes: isWritten ? bytes(input, kind) : [])
    }

    private func bytes(_ input: SkippedInput, _ kind: ScanTally.Kind) -> [UInt8] {
        if let style {
            // Who excluded it knows.
            guard kind == .flawed else { return [] }
            let line = ErrorDocument.line(
                input: input.input, line: input.line, error: input.reason, style: style)
            return Array(line.utf8)
        }
        return ErrorDocument.bytes(
            input: input.input, line: input.line, error: input.reason, key: input.key) + [0x0A]
    }

    private func bytes(_ report: CheckReport, _ kind: ScanTally.Kind) -> [UInt8] {
        if let only, !only.includes(kind) { return [] }
        guard let style else {
            let options = ResultDocument.Options(includeDER: includesDER)
            return ResultDocument.bytes(report, options) + [0x0A]
        }
        guard kind != .ready else { return [] }
        return Array(TextReport(report, style: style, detail: .quiet).text.utf8)
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
