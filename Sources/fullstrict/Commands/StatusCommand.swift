internal import ArgumentParser

/// A command that ends with a status of its own.
protocol StatusCommand: ParsableCommand {
    /// Does the work; throws `CommandFailure` when it cannot.
    func status() async throws -> ExitStatus
}

extension StatusCommand {
    /// Never called: `Main` asks for the status.
    func run() throws {}
}
