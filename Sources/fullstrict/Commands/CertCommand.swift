internal import ArgumentParser
internal import Glibc
internal import OriginCheck

/// `fullstrict cert …`: certificates in files, before and after they are installed.
struct CertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cert",
        abstract: "Is this certificate right, and will Full (strict) accept it?",
        subcommands: [
            CertCheckCommand.self, CertShowCommand.self, CertFixCommand.self, CertNewCommand.self,
            CertVerifyCommand.self,
        ])
}

/// `fullstrict cert verify --jsonl`: chain verdicts for pipelines.
struct CertVerifyCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Judge chains from stdin, one JSON object a line.",
        discussion: """
            Each line {"id", "leaf", "intermediates", "trust", "host", "at", "max_depth", "crls"} is \
            answered by one line {"id", "valid", "ruling", "defects", "browser", "path", "revocation", \
            "ignored", "ms"}, in the same order and at once. Certificates and lists are PEM texts; without \
            "trust" the configured roots count, with it only those. "revocation" is there with "crls", \
            "ignored" with something unreadable. A line that cannot be judged is answered \
            {"id", "error"}. See docs/output.md.

            Exit status: 0 when every line was answered, whatever the answers; 64 and up: could not run.
            """)

    @Flag(help: "One JSON object a line, in and out: the one form there is.")
    var jsonl = false

    @OptionGroup var roots: RootOptions

    func validate() throws {
        guard jsonl else { throw ValidationError("cert verify reads JSON lines: add --jsonl") }
    }

    func status() async throws -> ExitStatus {
        // Before OpenSSL's first allocation, or not at all: parsing is most of the work here.
        ProcessTuning.poolMemory()
        var verifier = try VerifyResponder(trust: roots.settings)
        var lines = InputLines(
            descriptor: STDIN_FILENO, limit: ChainQuestion.maximumBytes)
        while let line = lines.next() { Console.output(verifier.answer(line)) }
        if let problem = lines.problem {
            throw OriginCheckError(
                .unreadableInput,
                "cannot read standard input: \(String(cString: strerror(problem)))",
                hint: "expected one JSON object a line")
        }
        return .works
    }
}
