internal import ArgumentParser
internal import OriginCheck

/// `fullstrict replay FILE`: judges a saved observation again, without a network.
struct ReplayCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Judge saved results again, without connecting.",
        discussion: """
            Examples:
              fullstrict replay before.json --at 2027-03-01
              fullstrict replay before.json --trust only:our-ca.pem --mode strict
            """)

    @Argument(help: "A file written by check --save.")
    var file: String

    @OptionGroup(title: "Verdict") var judgement: JudgementOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func status() async throws -> ExitStatus {
        let judge = try OriginJudge(
            settings: judgement.settings(output.threshold), trust: Trust(judgement.trustSettings))
        var reports: [CheckReport] = []
        for observation in try SavedResults.observations(inFile: file) {
            reports.append(await judge.report(on: observation))
        }
        try ReportSink(output: output, save: nil).write(reports)
        return ExitStatus.combined(reports.compactMap { ExitStatus(rawValue: $0.exitStatus) })
    }
}
