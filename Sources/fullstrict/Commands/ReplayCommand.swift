internal import ArgumentParser
internal import OriginCheck

/// `fullstrict replay FILE`: judges a saved observation again, without a network.
struct ReplayCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Judge what check --save kept once more, without a network.",
        discussion: """
            Examples:
              fullstrict replay before.json --at 2027-03-01
              fullstrict replay before.json --trust only:our-ca.pem --mode strict
            """)

    @Argument(help: "A file written by check --save.")
    var file: String

    @OptionGroup(title: "How it is judged") var judgement: JudgementOptions
    @OptionGroup(title: "What is said") var output: OutputOptions

    /// Room for some thousand results.
    private static let sizeLimit = 256 << 20

    func status() async throws -> ExitStatus {
        let judge = try OriginJudge(
            settings: judgement.settings(output.threshold), trust: Trust(judgement.trustSettings))
        var reports: [CheckReport] = []
        for observation in try observations() {
            reports.append(await judge.report(on: observation))
        }
        try ReportSink(output: output, save: nil).write(reports)
        return ExitStatus.combined(reports.compactMap { ExitStatus(rawValue: $0.exitStatus) })
    }

    /// One document, or one on each line.
    private func observations() throws(OriginCheckError) -> [OriginObservation] {
        let bytes = try InputFile.read(file, limit: Self.sizeLimit, what: "saved result")
        let whole = try? ResultDocument.decode(bytes)
        if let whole { return [whole] }
        var found: [OriginObservation] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            do throws(DocumentError) {
                found.append(try ResultDocument.decode(Array(line)))
            } catch {
                throw OriginCheckError(
                    .damagedData, "\(file):\(index + 1): \(error)",
                    hint: "expected what check --save writes")
            }
        }
        guard !found.isEmpty else {
            throw OriginCheckError(
                .damagedData, "\(file) holds no result", hint: "expected what check --save writes")
        }
        return found
    }
}
