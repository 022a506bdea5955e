internal import ArgumentParser
internal import OpenSSLSupport

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
        version: "fullstrict \(Version.text) (\(LibraryContext.version))",
        subcommands: [
            CheckCommand.self, ScanCommand.self, CertCommand.self, ExplainCommand.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "More", subcommands: [ReplayCommand.self, TrustCommand.self, LabCommand.self])
        ])
}
