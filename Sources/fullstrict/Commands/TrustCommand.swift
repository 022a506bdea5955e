internal import ArgumentParser

/// `fullstrict trust show|update`.
struct TrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Cloudflare's list of public roots: show it, fetch it.",
        subcommands: [TrustShowCommand.self, TrustUpdateCommand.self],
        defaultSubcommand: TrustShowCommand.self)
}
