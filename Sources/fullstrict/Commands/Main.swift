internal import ArgumentParser
internal import Glibc
internal import OriginCheck

/// The entry point: parses the command line, runs one command and exits with its status.
@main
enum Main {
    static func main() async {
        ProcessTuning.prepare()
        let status = await run(
            ArgumentPreprocessor.prepared(Array(CommandLine.arguments.dropFirst())))
        // Not exit(): event loops are still running, and OpenSSL's exit handlers would free tables
        // that they use. All output has been written.
        _exit(status.rawValue)
    }

    /// Runs the command. Every error results in a message on stderr and a status of its own, never
    /// 1, which would mean that a site breaks.
    static func run(_ words: [String]) async -> ExitStatus {
        if let mistake = ArgumentPreprocessor.mistake(in: words) {
            let word = TerminalText(untrusted: words.first ?? "").text
            Console.error("fullstrict: '\(word)': \(mistake)")
            return .usage
        }
        do {
            var command = try RootCommand.parseAsRoot(words)
            if let command = command as? any StatusCommand { return try await command.status() }
            try command.run()
            return .works
        } catch let error as OriginCheckError {
            Console.error("fullstrict: \(error)")
            return ExitStatus(error.kind)
        } catch {
            return report(error)
        }
    }

    /// Prints help and version to stdout with status 0, and command-line errors to stderr with
    /// status 64.
    private static func report(_ error: any Error) -> ExitStatus {
        let text = RootCommand.fullMessage(for: error)
        if RootCommand.exitCode(for: error) == .success {
            Console.output(text)
            return .works
        }
        if RootCommand.exitCode(for: error) == .validationFailure {
            Console.error(text)
            return .usage
        }
        Console.error("fullstrict: internal fault: \(error)")
        Console.error("  Please report it, with the command line.")
        return .internalFault
    }
}

/// The `fullstrict` command.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fullstrict",
        abstract: "Predict what visitors get in each Cloudflare encryption mode.",
        discussion: """
            Connects to your origin as Cloudflare's edge would, judges its certificate by \
            Cloudflare's rules, and says what visitors would get in Off, Flexible, Full, Full \
            (strict) and Strict (SSL-only), and what to change.

            Examples:
              fullstrict shop.example.com --resolve 203.0.113.10
              fullstrict explain 526
            """,
        version: "fullstrict \(Version.text) (\(ProcessTuning.openSSLVersion))",
        subcommands: [
            CheckCommand.self, ScanCommand.self, CertCommand.self, ExplainCommand.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "More", subcommands: [ReplayCommand.self, TrustCommand.self, LabCommand.self])
        ])
}

/// A command with an exit status of its own.
protocol StatusCommand: ParsableCommand {
    /// Runs the command. Throws an `OriginCheckError` if that is impossible.
    func status() async throws -> ExitStatus
}

extension StatusCommand {
    /// Never called: `Main` calls `status()`.
    func run() throws {}
}
