internal import BatchScan
internal import EdgePolicy
internal import Glibc
internal import OpenSSLSupport
internal import OriginCheck
internal import OriginFacts
internal import OriginProbe
internal import Reporting
internal import Synchronization

/// A scan, set up from its options.
struct ScanRun {
    private let command: ScanCommand
    private let prober: Prober
    private let asker: ScanWorker
    private let limits: PoolLimits
    private let source: ScanSource
    private let journal: JournalFile?
    private let counter = SharedTally()
    private let progress: ScanProgress
    private let end = StopReason()
    private let resolver: ResolverWatch

    /// Reads options, roots and files; nothing is written when one of them is wrong.
    init(_ command: ScanCommand) throws(OriginCheckError) {
        self.command = command
        // Before OpenSSL's first allocation, or not at all.
        ProcessTuning.poolMemory()
        signal(SIGXFSZ, SIG_IGN)
        let workers = command.pace.workers ?? ProcessLimits.processors
        limits = try Self.limits(command, workers: workers)
        let options = try Self.options(command)
        prober = try Self.prober(command, workers: workers)
        let judge = try Self.judge(command, workers: workers)
        let excluded =
            if let file = command.exclude { try ExcludeList(file: file) } else { ExcludeList() }
        let list = try TargetListFile(command.list)
        let progress = ScanProgress(
            counter: counter, total: list.lines, isVerbose: command.stats,
            statsFile: command.statsFile)
        self.progress = progress
        resolver = ResolverWatch(
            prober: prober, patience: command.pace.resolverPatience,
            news: Self.news(to: progress, end, patience: command.pace.resolverPatience))
        let asker = ScanWorker(
            prober: prober, options: options, recordMaker: judge, excluded: excluded,
            resolver: resolver)
        self.asker = asker
        let reader = ScanLineReader(builder: try TargetReader(command.address.targets))
        try progress.beginStats(list: list.descriptor, output: command.output)
        let journal = try Self.journal(command, list: list.descriptor)
        self.journal = journal
        if let before = journal?.journal { counter.change { $0.goOn(after: before) } }
        source = ScanSource(
            descriptor: list.descriptor,
            rules: ScanSource.Rules(
                reader: reader, excluded: excluded,
                shard: (command.shard?.index ?? 0, command.shard?.count ?? 1),
                done: journal?.journal.keys ?? KeySet(), known: { asker.known($0) }),
            counter: counter)
    }

    /// Scans; ends when every input has its record, or with what hinders it.
    func run() async throws(OriginCheckError) -> ExitStatus {
        let pool = Mutex<Pool<ScanJob, ScanRecord>?>(nil)
        let letGo = { @Sendable [resolver, source] in
            resolver.end()
            source.stop()
        }
        let writer = RecordWriter(descriptor: journal?.descriptor ?? STDOUT_FILENO) {
            pool.withLock { $0 }?.abort()
            letGo()
        }
        let made = Pool(limits, steps(writer))
        pool.withLock { $0 = made }
        end.stop {
            made.stop()
            letGo()
        }
        let reporter = Task { [progress] in await progress.run() }
        let waiter = Task { [progress, end] in
            await Interrupt.wait()
            Interrupt.letGo()
            progress.say("stopping: what has begun is finished; Ctrl-C again ends at once")
            end.end(.interrupted)
        }
        // On a worker's own thread, so that with one worker no target changes threads.
        await withTaskExecutorPreference(prober.workers[0].executor) { await made.run() }
        await writer.finish()
        waiter.cancel()
        reporter.cancel()
        progress.sayLast(
            isComplete: end.cause == nil && writer.problem == nil && source.problem == nil)
        return try outcome(writer)
    }

    private func steps(_ writer: RecordWriter) -> PoolHandlers<ScanJob, ScanRecord> {
        let begin = ContinuousClock.now
        return PoolHandlers(
            fetch: { [source] in await source.fetch($0) },
            locate: { [asker] in await asker.locate($0) },
            observe: { [asker] in await asker.observe($0) },
            abandon: { [asker] in await asker.abandon($0) },
            deliver: { [counter] record in
                let isWritten = await record.bytes.isEmpty ? true : writer.write(record.bytes)
                if isWritten { counter.change { $0.count(record.kind, status: record.status) } }
            },
            now: { Int((ContinuousClock.now - begin) / .microseconds(1)) },
            sleep: { time in
                try? await Task.sleep(until: begin + .microseconds(time), clock: .continuous)
            })
    }

    private func outcome(_ writer: RecordWriter) throws(OriginCheckError) -> ExitStatus {
        let name = command.output ?? "standard output"
        let goOn = journal == nil ? nil : "what is written stays; go on with: \(resumption)"
        if let problem = writer.problem {
            throw OriginCheckError(
                .cannotWrite, "cannot write \(name): \(String(cString: strerror(problem)))",
                hint: goOn)
        }
        switch end.cause {
        case .interrupted?:
            if let goOn { Console.error(goOn) }
            return .interrupted
        case .resolverGone?:
            throw OriginCheckError(
                .unavailable,
                "no DNS server has answered for \(command.pace.resolverPatience) s; "
                    + "--resolver names another one", hint: goOn)
        case nil: break
        }
        if let problem = source.problem {
            throw OriginCheckError(
                .unreadableInput,
                "cannot read \(command.list): \(String(cString: strerror(problem)))",
                hint: goOn)
        }
        return counter.tally.status
    }

    private var resumption: String {
        "fullstrict scan -l \(ShellWord.quoted(command.list)) "
            + "-o \(ShellWord.quoted(command.output ?? "-")) --resume, and the other options"
    }
}

// MARK: - Setting up

extension ScanRun {
    private static func limits(
        _ command: ScanCommand, workers: Int
    ) throws(OriginCheckError) -> PoolLimits {
        let descriptors = ProcessLimits.raiseDescriptorLimit()
        let needed = PaceOptions.descriptors(workers: workers)
        guard descriptors >= needed else {
            throw OriginCheckError(
                .unavailable,
                "\(descriptors) descriptors (ulimit -n) are too few: \(workers) workers need \(needed)"
            )
        }
        let limits = command.pace.limits(descriptors: descriptors, workers: workers)
        if limits.concurrency < command.pace.concurrency {
            Console.error(
                "\(limits.concurrency) targets at the same time: \(descriptors) descriptors (ulimit -n) "
                    + "allow no more")
        }
        return limits
    }

    private static func options(_ command: ScanCommand) throws(OriginCheckError) -> ProbeOptions {
        var options = try command.request.connection(command.address).probeOptions()
        options.diagnoses = false
        options.looksLive = false
        options.asksBothSchemes = command.exchanges == 4
        return options
    }

    private static func news(
        to progress: ScanProgress, _ end: StopReason, patience: Int
    ) -> @Sendable (ResolverWatch.News) -> Void {
        { news in
            switch news {
            case .silent:
                progress.say("no DNS server answers: lookups wait for one, up to \(patience) s")
            case .back: progress.say("DNS answers again")
            case .gone: end.end(.resolverGone)
            }
        }
    }

    private static func prober(
        _ command: ScanCommand, workers: Int
    ) throws(OriginCheckError) -> Prober {
        let connection = command.request.connection(command.address)
        return try connection.prober(
            threads: workers, hello: try connection.hello(asksForStaple: false))
    }

    private static func judge(
        _ command: ScanCommand, workers: Int
    ) throws(OriginCheckError) -> RecordMaker {
        let settings = command.judgement.settings(command.failOn)
        let trust = try Trust(command.judgement.trustSettings)
        var judges: [OriginJudge] = []
        for _ in 0..<workers {
            judges.append(
                try OriginJudge(
                    settings: settings, trust: trust, fetch: nil,
                    library: handshakeContext()))
        }
        let isText = command.output == nil && Console.isTerminal
        return RecordMaker(
            judges: judges, includesDER: command.includePEM, only: command.only,
            style: isText ? Console.style(.auto) : nil)
    }

    private static func handshakeContext() throws(OriginCheckError) -> LibraryContext {
        do throws(OpenSSLFailure) {
            return try LibraryContext(for: .handshakes)
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }

    private static func journal(
        _ command: ScanCommand, list: Int32
    ) throws(OriginCheckError) -> JournalFile? {
        guard let path = command.output, path != "-" else { return nil }
        return try JournalFile(path: path, resumes: command.resume, list: list)
    }
}
