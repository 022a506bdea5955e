internal import ArgumentParser
internal import EdgePolicy
internal import OriginCheck
internal import Reporting

/// `fullstrict scan -l LIST`: many targets, a record for each.
struct ScanCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Check a whole list: thousands to millions of targets.",
        usage: "fullstrict scan -l LIST [-o FILE] [options]     (all of them: --help-all)",
        discussion: """
            LIST has a host, host:port or URL a line, or CSV with the header \
            host,address,port,http_port,also_name, or JSON lines with these keys; further columns are \
            carried through. Every input gets one record of the kind 'check --json' prints; the output \
            is the journal, so a scan that was ended goes on with --resume. docs/scanning.md has the manners.

            Examples:
              fullstrict scan -l domains.txt -o results.jsonl
              fullstrict scan -l domains.txt -o results.jsonl --resume
              generate-list | fullstrict scan -l - --only broken | jq -r .target.host

            Exit status: 0 all work, 1 some would break, 3 some cannot be told, 64 and up: could not run.
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("The list; - is stdin.", valueName: "file"))
    var list: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where records go, one a line; a new file.", valueName: "file"))
    var output: String?

    @Flag(help: "Continue the output file of an earlier scan.")
    var resume = false

    @OptionGroup(title: "How fast") var pace: PaceOptions

    @Option(help: ArgumentHelp("Hosts, addresses and blocks not to ask.", valueName: "file"))
    var exclude: String?

    @Option(
        help: ArgumentHelp("Part I of N of the list.", valueName: "I/N", visibility: .hidden))
    var shard: ShardChoice?

    @Option(
        help: ArgumentHelp(
            "Requests to each address: 4, or 2 (one a port).", visibility: .hidden))
    var exchanges = 4

    @Option(help: "Write only these records: broken, warning (and broken), unknown.")
    var only: RecordChoice?

    @Flag(help: ArgumentHelp("Records with the certificates, for replay.", visibility: .hidden))
    var includePEM = false

    @Flag(help: ArgumentHelp("A line on stderr every 5 s.", visibility: .hidden))
    var stats = false

    @Option(
        help: ArgumentHelp(
            "The same figures as JSON, in a file written anew every 5 s.", valueName: "file",
            visibility: .hidden))
    var statsFile: String?

    @Option(
        help: ArgumentHelp(
            "End with 1 on: error, warning, never.", valueName: "severity", visibility: .hidden))
    var failOn: FailureThreshold = .error

    @OptionGroup(title: "Origin") var address: AddressOptions
    @OptionGroup(title: "Requests") var request: RequestOptions
    @OptionGroup(title: "Verdict") var judgement: JudgementOptions

    func validate() throws {
        if exchanges != 2, exchanges != 4 { throw ValidationError("--exchanges is 2 or 4") }
        if judgement.evidence.revocation != .off {
            throw ValidationError("a scan does not ask about revocation: check does")
        }
        guard resume else { return }
        if output == nil || output == "-" {
            throw ValidationError("--resume goes on with a file: name it with -o")
        }
        if only != nil {
            throw ValidationError(
                "--resume needs the records of all targets: leave out --only, in the first run too")
        }
    }

    func status() async throws -> ExitStatus {
        try await ScanRun(self).run()
    }
}
