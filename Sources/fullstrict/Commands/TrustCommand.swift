internal import ArgumentParser
internal import OriginCheck

/// `fullstrict trust show|update`: shows or updates the roots.
struct TrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Show or fetch Cloudflare's list of public roots.",
        subcommands: [TrustShowCommand.self, TrustUpdateCommand.self],
        defaultSubcommand: TrustShowCommand.self)
}

/// `fullstrict trust show`: shows the roots that verdicts rely on.
struct TrustShowCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the roots in use: date, count, hash.")

    @Option(
        help: ArgumentHelp("Roots: cloudflare, public, system, or only:FILE.", valueName: "list"))
    var trust: TrustChoice = .cloudflare

    @Option(
        name: .customLong("add-ca"),
        help: ArgumentHelp("Additional roots to trust.", valueName: "file")
    )
    var addedAuthorities: [String] = []

    func status() async throws -> ExitStatus {
        let locations = MachinePaths.trustLocations
        let facts = try Trust(
            TrustSettings(choice: trust, addedFiles: addedAuthorities, locations: locations)
        ).facts
        let rows: [(String, String?)] = [
            ("list", facts.label), ("written", facts.date?.iso8601), ("roots", String(facts.count)),
            ("sha256", facts.sha256), ("file", locations.cloudflareList ?? locations.systemList),
            ("note", facts.note),
        ]
        for case (let name, let value?) in rows {
            Console.output(name + String(repeating: " ", count: 10 - name.utf8.count) + value)
        }
        return .works
    }
}

/// `fullstrict trust update`: fetches Cloudflare's list of public roots.
struct TrustUpdateCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Fetch Cloudflare's list of public roots, or read it from a file.",
        discussion: """
            Every root in the new list is parsed before it replaces the old one.

            Examples:
              fullstrict trust update
              fullstrict trust update --from ca-bundle.crt
            """)

    @Option(help: ArgumentHelp("Where to read the list.", valueName: "file|url"))
    var from: String = TrustUpdate.cloudflareList

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The DNS server to use.", valueName: "ip[:port]", visibility: .hidden))
    var resolver: [String] = []

    func status() async throws -> ExitStatus {
        var update = TrustUpdate(destination: MachinePaths.fetchedBundle)
        update.source = from
        update.locations = MachinePaths.trustLocations
        update.nameServers = resolver.isEmpty ? nil : resolver
        let result = try await update.run()
        if result.isSuspiciouslyShort {
            Console.error(
                """
                fullstrict: \(result.count) roots are fewer than expected: Cloudflare's list has over 300. For \
                your own roots use --trust only:FILE or --add-ca FILE; \
                fullstrict trust update fetches Cloudflare's list again
                """)
        }
        Console.output(
            """
            \(result.count) roots, sha256 \(result.sha256)
            \(Self.change(result))
            written to \(update.destination)
            """)
        return .works
    }

    private static func change(_ result: TrustUpdate.Result) -> String {
        guard let before = result.replacedSHA256 else { return "first list" }
        return before == result.sha256 ? "unchanged" : "replaces \(before)"
    }
}
