internal import BatchScan
internal import Glibc
internal import OpenSSLSupport
internal import OriginProbe
internal import Synchronization

/// Checks every target in a list. Writes one record for each input, limits the load it causes, and
/// produces an output that a later scan can resume.
public final class Scan: Sendable {
    /// Called for events that a user should know about.
    public typealias NewsHandler = @Sendable (ScanNews) -> Void

    private let prober: Prober
    private let worker: ScanWorker
    private let limits: PoolLimits
    private let source: ScanSource
    private let journal: JournalFile?
    private let output: ScanOutput
    private let sharedTally = SharedTally()
    private let stopper = ScanStopper()
    private let resolver: ResolverWatch

    /// The number of lines in the list, for a progress display; nil for a pipe.
    public let listLines: Int?

    /// Reads the files and starts the event loops. If a setting is invalid, nothing is written.
    public init(
        _ settings: ScanSettings, trust: Trust, news: @escaping NewsHandler = { _ in }
    ) throws(OriginCheckError) {
        let workers = settings.workers ?? ProcessLimits.processors
        limits = try settings.limits.poolLimits(workers: workers, news: news)
        let options = try Self.options(settings)
        prober = try settings.connection.prober(
            threads: workers, hello: try settings.connection.hello(asksForStaple: false))
        let recordMaker = try Self.recordMaker(settings, trust, workers: workers)
        let excluded =
            if let file = settings.excludeFile { try ExcludeList(file: file) } else {
                ExcludeList()
            }
        let reader = ScanLineReader(targets: try TargetReader(settings.targets))
        let list = try TargetListFile(settings.list)
        listLines = list.lines
        resolver = ResolverWatch(
            prober: prober, patience: settings.limits.resolverPatience,
            report: Self.resolverReport(to: news, stopper))
        let worker = ScanWorker(
            prober: prober, options: options, recordMaker: recordMaker, excluded: excluded,
            resolver: resolver)
        self.worker = worker
        output = settings.output
        let journal = try JournalFile(settings.output, list: list.descriptor)
        self.journal = journal
        if let before = journal?.content { sharedTally.change { $0.resume(after: before) } }
        source = ScanSource(
            descriptor: list.descriptor,
            rules: ScanSource.Rules(
                reader: reader, excluded: excluded, shard: settings.shard,
                done: journal?.content.keys ?? KeySet(), known: { worker.known($0) }),
            tally: sharedTally)
    }

    /// The counts so far.
    public var tally: ScanTally {
        sharedTally.tally
    }

    /// Stops starting targets. Targets in progress are finished and recorded; then `run` returns.
    public func stop() {
        stopper.stop(.stopped)
    }

    /// Scans the list. Can be called only once. Returns when every input has a record, or when the
    /// scan ends early, with the reason.
    public func run() async -> ScanSummary {
        let pool = Mutex<Pool<ScanJob, ScanRecord>?>(nil)
        let endWaiting = { @Sendable [resolver, source] in
            resolver.stop()
            source.stop()
        }
        let writer = RecordWriter(descriptor: journal?.descriptor ?? STDOUT_FILENO) {
            pool.withLock { $0 }?.abort()
            endWaiting()
        }
        let newPool = Pool(limits, handlers(writer))
        pool.withLock { $0 = newPool }
        stopper.onStop {
            newPool.stop()
            endWaiting()
        }
        // Runs on a worker's own thread, so that with one worker no target changes threads.
        await withTaskExecutorPreference(prober.workers[0].executor) { await newPool.run() }
        await writer.finish()
        await prober.shutDown()
        // Also releases the lock on the output.
        if let journal { close(journal.descriptor) }
        return ScanSummary(tally: tally, end: end(writer))
    }

    private func end(_ writer: RecordWriter) -> ScanSummary.End {
        if let problem = writer.problem { return .outputFailed(reason: errorText(problem)) }
        if let reason = stopper.reason { return reason }
        return source.problem.map { .listFailed(reason: errorText($0)) } ?? .complete
    }

    private func handlers(_ writer: RecordWriter) -> PoolHandlers<ScanJob, ScanRecord> {
        let start = ContinuousClock.now
        return PoolHandlers(
            fetch: { [source] in await source.fetch($0) },
            locate: { [worker] in await worker.locate($0) },
            observe: { [worker] in await worker.observe($0) },
            abandon: { [worker] in await worker.abandon($0) },
            deliver: { [self] in await deliver($0, to: writer) },
            now: { Int((ContinuousClock.now - start) / .microseconds(1)) },
            sleep: { time in
                try? await Task.sleep(until: start + .microseconds(time), clock: .continuous)
            })
    }

    private func deliver(_ record: ScanRecord, to writer: RecordWriter) async {
        if !record.bytes.isEmpty {
            if case .handler(let handler) = output {
                await handler(record.bytes)
            } else if await !writer.write(record.bytes) {
                return
            }
        }
        sharedTally.change { $0.count(record.kind, status: record.status) }
    }
}

// MARK: - Setting up

extension Scan {
    /// Returns options without the steps that only explain a failure, because they would add many
    /// connections for a list.
    private static func options(_ settings: ScanSettings) throws(OriginCheckError) -> ProbeOptions {
        var options = try settings.connection.probeOptions()
        options.diagnoses = false
        options.looksLive = false
        options.asksBothSchemes = settings.requests == .four
        return options
    }

    private static func recordMaker(
        _ settings: ScanSettings, _ trust: Trust, workers: Int
    ) throws(OriginCheckError) -> RecordMaker {
        var judges: [OriginJudge] = []
        for _ in 0..<workers {
            judges.append(
                try OriginJudge(
                    settings: settings.judgement, trust: trust, fetch: nil,
                    library: handshakeContext()))
        }
        var options = ReportFormat.Options()
        options.style = settings.output.style
        options.includesCertificates = settings.includesCertificates
        return RecordMaker(
            judges: judges, format: settings.output.format, options: options, only: settings.only)
    }

    private static func handshakeContext() throws(OriginCheckError) -> LibraryContext {
        do throws(OpenSSLFailure) {
            return try LibraryContext(for: .handshakes)
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }

    private static func resolverReport(
        to news: @escaping NewsHandler, _ stopper: ScanStopper
    ) -> @Sendable (ResolverWatch.Event) -> Void {
        { event in
            switch event {
            case .outage: news(.resolverSilent)
            case .recovery: news(.resolverBack)
            case .gaveUp: stopper.stop(.resolverLost)
            }
        }
    }
}

/// Events during a scan that a user should know about.
public enum ScanNews: Hashable, Sendable {
    /// The limit on open descriptors allows fewer targets in progress than the settings do.
    case concurrencyLimited(to: Int, descriptors: Int)
    /// No DNS server replies; lookups are waiting.
    case resolverSilent
    /// A DNS server replies again.
    case resolverBack
}

/// Stops a scan early and records the first reason.
final class ScanStopper: Sendable {
    private let state = Mutex<(reason: ScanSummary.End?, action: (@Sendable () -> Void)?)>(
        (nil, nil))

    /// The reason; nil until the scan is stopped.
    var reason: ScanSummary.End? {
        state.withLock { $0.reason }
    }

    /// Sets the action that stops the scan. If the scan was already stopped, the action runs
    /// immediately.
    func onStop(_ action: @escaping @Sendable () -> Void) {
        let isStopped = state.withLock {
            $0.action = action
            return $0.reason != nil
        }
        if isStopped { action() }
    }

    func stop(_ reason: ScanSummary.End) {
        let action = state.withLock {
            if $0.reason == nil { $0.reason = reason }
            return $0.action
        }
        action?()
    }
}

/// Returns the system's text for an error number.
func errorText(_ code: Int32) -> String {
    String(cString: strerror(code))
}
