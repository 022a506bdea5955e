internal import BatchScan
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Reads the list on its own thread, because a pipe may be slow, and only as far as jobs are
/// needed.
final class ScanSource: Sendable {
    /// The rules that decide whether an input becomes a job.
    struct Rules: Sendable {
        let reader: ScanLineReader
        let excluded: ExcludeList
        let shard: ScanShard
        /// The inputs that have a record from an earlier scan.
        let done: KeySet
        /// Returns the job of a target with its endpoints, if they are known without a lookup.
        let known: @Sendable (ScanTarget) -> (job: ScanJob, endpoints: [Endpoint])?
    }

    private struct State {
        var reader = ListReader()
        var lines: ArraySlice<ListLine> = []
        var seen = KeySet()
        var hasEnded = false
        var problem: Int32?
    }

    private let descriptor: Int32
    private let rules: Rules
    private let tally: SharedTally
    private let queue = DispatchQueue(label: "list")
    private let interrupter = PollInterrupter()
    private let state = Mutex(State())

    init(descriptor: Int32, rules: Rules, tally: SharedTally) {
        self.descriptor = descriptor
        self.rules = rules
        self.tally = tally
    }

    /// The error number if reading has failed.
    var problem: Int32? {
        state.withLock { $0.problem }
    }

    /// Stops reading, even during a wait for a silent pipe.
    func stop() {
        interrupter.fire()
    }

    /// Returns at least one job and at most `most` jobs; nil at the end.
    func fetch(_ most: Int) async -> [(job: ScanJob, endpoints: [Endpoint]?)]? {
        await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: read(most)) }
        }
    }

    private func read(_ most: Int) -> [(job: ScanJob, endpoints: [Endpoint]?)]? {
        state.withLock { state in
            var jobs: [(job: ScanJob, endpoints: [Endpoint]?)] = []
            while jobs.count < most {
                if let line = state.lines.popFirst() {
                    if let job = job(line, &state) { jobs.append(job) }
                } else if state.hasEnded || !jobs.isEmpty {
                    break
                } else {
                    readLines(&state)
                }
            }
            return jobs.isEmpty && state.hasEnded ? nil : jobs
        }
    }

    private func readLines(_ state: inout State) {
        guard interrupter.waits(for: descriptor) else {
            state.hasEnded = true
            return
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = buffer.withUnsafeMutableBytes { DescriptorIO.read(descriptor, into: $0) }
        if count > 0 {
            state.lines = state.reader.read(buffer[..<count])[...]
        } else {
            if count < 0 { state.problem = errno }
            state.hasEnded = true
            if let last = state.reader.finish() { state.lines = [last] }
        }
    }

    /// Returns the job of an input; nil if the input needs no record in this scan.
    private func job(
        _ line: ListLine, _ state: inout State
    ) -> (job: ScanJob, endpoints: [Endpoint]?)? {
        do throws(ScanLineReader.Invalid) {
            let target = try rules.reader.target(line)
            guard isNew(target.key, &state) else { return nil }
            if rules.excluded.contains(target.target) {
                return (
                    SkippedInput.excluded(line.text, line: line.number, key: target.key), []
                )
            }
            return rules.known(target).map { ($0.job, $0.endpoints) } ?? (.target(target), nil)
        } catch {
            let key = TargetKey(
                invalidLine: line.text.isEmpty ? "\(line.number)" : line.text)
            guard isNew(key, &state) else { return nil }
            let input = SkippedInput(
                input: line.text, line: line.number, reason: error.reason, key: key)
            return (.skipped(input, .invalid), [])
        }
    }

    private func isNew(_ key: TargetKey, _ state: inout State) -> Bool {
        let shard = rules.shard
        if shard.count > 1, key.shard(of: shard.count) != shard.index {
            tally.change { $0.otherShards += 1 }
            return false
        }
        guard state.seen.insert(key) else {
            tally.change { $0.duplicates += 1 }
            return false
        }
        guard !rules.done.contains(key) else {
            tally.change { $0.doneBefore += 1 }
            return false
        }
        return true
    }
}
