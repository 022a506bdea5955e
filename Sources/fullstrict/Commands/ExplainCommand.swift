internal import ArgumentParser
internal import OriginCheck

/// `fullstrict explain 526`: explains an error code or a finding.
struct ExplainCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "What an error code or a finding means, how to confirm it, and how to fix it.",
        discussion: """
            Examples:
              fullstrict explain 526
              fullstrict explain chain.incomplete
              fullstrict explain            (lists all codes and findings)
            """)

    @Argument(help: "An error code such as 525, or a finding such as tcp.refused.")
    var subject: String?

    func status() async throws -> ExitStatus {
        guard let subject else {
            Console.output(Explanation.index)
            return .works
        }
        guard let explanation = Explanation.find(subject) else {
            throw OriginCheckError(
                .invalidInput, "no explanation for '\(TerminalText(untrusted: subject).text)'",
                hint: "fullstrict explain lists all codes and findings")
        }
        Console.output(explanation.text)
        return .works
    }
}
