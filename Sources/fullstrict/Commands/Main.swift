internal import ArgumentParser
internal import Glibc
internal import OriginCheck

/// The entry: reads the command line, runs one command, ends with its status.
@main
enum Main {
    static func main() async {
        ProcessTuning.prepare()
        let status = await run(
            ArgumentPreprocessor.prepared(Array(CommandLine.arguments.dropFirst())))
        // Not exit(): event loops still run, and OpenSSL's own exit handlers would pull its tables away
        // from under them. Everything is written already.
        _exit(status.rawValue)
    }

    /// Runs the command the words name. Every error becomes a message on stderr and a status of its own:
    /// nothing of ours ends with 1, which would read as "this site breaks".
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

    /// Help and version go to stdout with 0, a wrong command line to stderr with 64.
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
        Console.error("  Please report it with the command line that led here.")
        return .internalFault
    }
}

/// The command `fullstrict` itself.
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

/// A command that ends with a status of its own.
protocol StatusCommand: ParsableCommand {
    /// Does the work; throws an `OriginCheckError` when it cannot.
    func status() async throws -> ExitStatus
}

extension StatusCommand {
    /// Never called: `Main` asks for the status.
    func run() throws {}
}
