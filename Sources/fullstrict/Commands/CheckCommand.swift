internal import ArgumentParser
internal import OriginCheck

/// `fullstrict check HOST...`: checks origins, the program's main purpose.
struct CheckCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Predict what visitors of these hosts get in each mode.",
        usage: "fullstrict check HOST... [options]     (all of them: --help-all)",
        discussion: """
            Connects to every address of the origin, judges its certificate as Full (strict) would, and \
            predicts all five modes. A name proxied by Cloudflare hides its origin: give it with \
            --resolve or --connect-to.

            Examples:
              fullstrict check shop.example.com --resolve 203.0.113.10
              fullstrict check shop.example.com --connect-to origin.example.net --json
              fullstrict check example.com --mode full --save before.json

            Exit status: 0 works, 1 would break, 3 cannot tell, 64 and up: could not run.
            """)

    @Argument(help: "Hosts, host:port, URLs or [IPv6]:port.")
    var hosts: [String]

    @OptionGroup(title: "Origin") var address: AddressOptions
    @OptionGroup(title: "Requests") var request: RequestOptions
    @OptionGroup(title: "Verdict") var judgement: JudgementOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "Save everything observed, for replay.", valueName: "file", visibility: .hidden))
    var save: String?

    func validate() throws {
        guard let save else { return }
        if output.redact {
            throw ValidationError(
                "--save contains the origin's addresses: leave out --redact or --save")
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
