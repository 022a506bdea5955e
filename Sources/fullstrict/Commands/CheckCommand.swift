internal import ArgumentParser
internal import OriginCheck

/// `fullstrict check HOST...`: the main job.
struct CheckCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "What would visitors of these hosts get in each mode?",
        usage: "fullstrict check HOST... [options]     (all of them: --help-all)",
        discussion: """
            Looks at every address of the origin, judges its certificate as Full (strict) would, and \
            predicts all five modes. A name behind Cloudflare hides its origin: name it with \
            --resolve or --connect-to.

            Examples:
              fullstrict check shop.example.com --resolve 203.0.113.10
              fullstrict check shop.example.com --connect-to origin.example.net --json
              fullstrict check example.com --mode full --save before.json

            Exit status: 0 works, 1 would break, 3 cannot tell, 64 and up: could not run.
            """)

    @Argument(help: "Hosts, host:port, URLs or [IPv6]:port.")
    var hosts: [String]

    @OptionGroup(title: "Where the origin is") var address: AddressOptions
    @OptionGroup(title: "How it is asked") var request: RequestOptions
    @OptionGroup(title: "How it is judged") var judgement: JudgementOptions
    @OptionGroup(title: "What is said") var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "Keep everything seen, for replay.", valueName: "file", visibility: .hidden))
    var save: String?

    func validate() throws {
        guard let save else { return }
        if output.redact {
            throw ValidationError(
                "--save keeps the origin's addresses: leave out --redact or --save")
        }
        if save == output.output {
            throw ValidationError("--save and --output name the same file")
        }
    }

    func status() async throws -> ExitStatus {
        let reader = try TargetReader(address.targets)
        let targets = try hosts.map { try reader.target($0) }
        try reader.checkUse(by: targets)
        let checker = try OriginChecker(
            settings: settings, trust: Trust(judgement.trustSettings))
        let reports = try await checker.check(targets)
        try ReportSink(output: output, save: save).write(reports)
        return ExitStatus.combined(reports.compactMap { ExitStatus(rawValue: $0.exitStatus) })
    }

    private var settings: CheckSettings {
        var words: [String] = []
        if address.vantage == .origin { words += ["--vantage", "origin"] }
        if address.allowPrivate { words.append("--allow-private") }
        return CheckSettings(
            connection: request.connection(address),
            judgement: judgement.settings(output.threshold, extraWords: words))
    }
}
