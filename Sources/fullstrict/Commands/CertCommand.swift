internal import ArgumentParser
internal import Glibc
internal import OriginCheck

/// `fullstrict cert …`: handles certificate files before and after they are installed.
struct CertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cert",
        abstract: "Check, show, fix and request certificates.",
        subcommands: [
            CertCheckCommand.self, CertShowCommand.self, CertFixCommand.self, CertNewCommand.self,
            CertVerifyCommand.self,
        ])
}

/// `fullstrict cert verify --jsonl`: returns chain verdicts to pipelines.
struct CertVerifyCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify chains from stdin, one JSON object per line.",
        discussion: """
            Each line {"id", "leaf", "intermediates", "trust", "host", "at", "max_depth", "crls"} is \
            answered by one line {"id", "valid", "ruling", "defects", "browser", "path", "revocation", \
            "ignored", "ms"}, in the same order and immediately. Certificates and CRLs are PEM texts. \
            "trust" replaces the configured roots. "revocation" is present if "crls" is, \
            "ignored" if something is unreadable. A line that cannot be judged is answered by \
            {"id", "error"}. See docs/output.md.

            Exit status: 0 if every line was answered, whatever the answers; 64 and up: could not run.
            """)

    @Flag(help: "One JSON object per line, in and out (required).")
    var jsonl = false

    @OptionGroup var roots: RootOptions

    func validate() throws {
        guard jsonl else { throw ValidationError("cert verify reads only JSON lines: add --jsonl") }
    }

    func status() async throws -> ExitStatus {
        // Parsing is most of the work here. This call must precede OpenSSL's first allocation.
        ProcessTuning.poolMemory()
        var verifier = try VerifyResponder(trust: roots.settings)
        var lines = InputLines(
            descriptor: STDIN_FILENO, limit: ChainQuestion.maximumBytes)
        while let line = lines.next() { Console.output(verifier.answer(line)) }
        if let problem = lines.problem {
            throw OriginCheckError(
                .unreadableInput,
                "cannot read standard input: \(String(cString: strerror(problem)))",
                hint: "expected one JSON object per line")
        }
        return .works
    }
}
