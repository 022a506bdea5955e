public import ArgumentParser
internal import Glibc
public import OriginCheck

/// `fullstrict scan -l LIST`: checks many targets and writes a record for each.
struct ScanCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Check a whole list: thousands to millions of targets.",
        usage: "fullstrict scan -l LIST [-o FILE] [options]     (all of them: --help-all)",
        discussion: """
            LIST has one host, host:port or URL per line, or CSV with the header \
            host,address,port,http_port,also_name, or JSON objects with these keys; other columns are \
            copied to the record. Every input gets one record like that of 'check --json'. The output \
            is also the journal: --resume continues a scan that was interrupted. Rate limits and \
            etiquette are described in docs/scanning.md.

            Examples:
              fullstrict scan -l domains.txt -o results.jsonl
              fullstrict scan -l domains.txt -o results.jsonl --resume
              generate-list | fullstrict scan -l - --only broken | jq -r .target.host

            Exit status: 0 all work, 1 some would break, 3 some cannot be told, 64 and up: could not run.
            """)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The target list; - is standard input.", valueName: "file"))
    var list: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("A new file for the records, one per line.", valueName: "file"))
    var output: String?

    @Flag(help: "Continue an earlier scan with the same output file.")
    var resume = false

    @OptionGroup(title: "How fast") var pace: PaceOptions

    @Option(
        help: ArgumentHelp(
            "Hosts, addresses and blocks that must not be contacted.", valueName: "file"))
    var exclude: String?

    @Option(
        help: ArgumentHelp("Part I of N of the list.", valueName: "I/N", visibility: .hidden))
    var shard: ScanShard?

    @Option(
        help: ArgumentHelp(
            "Requests to each address: 4, or 2 (one on each port).", visibility: .hidden))
    var exchanges = 4

    @Option(help: "Write only these records: broken, warning (and broken), unknown.")
    var only: RecordChoice?

    @Flag(
        help: ArgumentHelp(
            "Include the certificates in the records, for replay.", visibility: .hidden))
    var includePEM = false

    @Flag(help: ArgumentHelp("Print the progress every 5 s.", visibility: .hidden))
    var stats = false

    @Option(
        help: ArgumentHelp(
            "A file for the progress as JSON, rewritten every 5 s.", valueName: "file",
            visibility: .hidden))
    var statsFile: String?

    @Option(
        help: ArgumentHelp(
            "Exit with 1 on: error, warning, never.", valueName: "severity", visibility: .hidden))
    var failOn: FailureThreshold = .error

    @OptionGroup(title: "Origin") var address: AddressOptions
    @OptionGroup(title: "Requests") var request: RequestOptions
    @OptionGroup(title: "Verdict") var judgement: JudgementOptions

    func validate() throws {
        if exchanges != 2, exchanges != 4 { throw ValidationError("--exchanges must be 2 or 4") }
        if judgement.evidence.revocation != .off {
            throw ValidationError("scan does not check revocation; check does")
        }
        guard resume else { return }
        if output == nil || output == "-" {
            throw ValidationError("--resume needs the output file of the earlier scan: -o FILE")
        }
        if only != nil {
            throw ValidationError(
                "--resume needs the records of all targets: scan without --only from the start")
        }
    }

    func status() async throws -> ExitStatus {
        // This call must precede OpenSSL's first allocation.
        ProcessTuning.poolMemory()
        // Makes writing too large a file fail with an error, as a full disk does.
        signal(SIGXFSZ, SIG_IGN)
        let progress = ScanProgress(isVerbose: stats, statsFile: statsFile)
        try progress.beginStats(list: list, output: output)
        let trust = try Trust(judgement.trustSettings)
        let patience = pace.resolverPatience
        let scan = try Scan(settings, trust: trust) { progress.show($0, patience: patience) }
        let reporter = Task { await progress.run(scan) }
        let interruption = Task {
            await Interrupt.wait()
            Interrupt.letGo()
            progress.show("stopping: targets in progress are finished; Ctrl-C again stops at once")
            scan.stop()
        }
        let summary = await scan.run()
        interruption.cancel()
        reporter.cancel()
        progress.finish(summary)
        return try status(of: summary)
    }

    private var settings: ScanSettings {
        var settings = ScanSettings(list: list, output: scanOutput)
        settings.connection = request.connection(address)
        settings.judgement = judgement.settings(failOn)
        settings.targets = address.targets
        settings.limits = pace.limits
        settings.workers = pace.workers
        settings.excludeFile = exclude
        settings.shard = shard ?? .all
        settings.requests = exchanges == 2 ? .two : .four
        settings.only = only
        settings.includesCertificates = includePEM
        return settings
    }

    private var scanOutput: ScanOutput {
        if let file { return resume ? .resumedFile(file) : .newFile(file) }
        return output == nil && Console.isTerminal ? .text(Console.style(.auto)) : .standardOutput
    }

    /// The output file; nil means standard output.
    private var file: String? {
        output == "-" ? nil : output
    }

    private func status(of summary: ScanSummary) throws(OriginCheckError) -> ExitStatus {
        switch summary.end {
        case .complete:
            return ExitStatus(rawValue: summary.tally.exitStatus) ?? .internalFault
        case .stopped:
            if let resumption { Console.error(resumption) }
            return .interrupted
        case .resolverLost:
            throw OriginCheckError(
                .unavailable,
                "no DNS server has answered for \(pace.resolverPatience) s; "
                    + "another one can be given with --resolver", hint: resumption)
        case .outputFailed(let reason):
            throw OriginCheckError(
                .cannotWrite, "cannot write \(output ?? "standard output"): \(reason)",
                hint: resumption)
        case .listFailed(let reason):
            throw OriginCheckError(
                .unreadableInput, "cannot read \(list): \(reason)", hint: resumption)
        }
    }

    /// Instructions for continuing the scan; nil without an output file.
    private var resumption: String? {
        file.map {
            "the records written so far are kept; to continue: fullstrict scan "
                + "-l \(ShellWord.quoted(list)) -o \(ShellWord.quoted($0)) --resume, "
                + "and the other options"
        }
    }
}

extension ScanShard: ExpressibleByArgument {
    /// Reads `I/N`.
    public init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]) else {
            return nil
        }
        self.init(number, of: count)
    }
}

extension RecordChoice: ExpressibleByArgument {}
