internal import ArgumentParser

/// The roots that commands about certificates judge by.
struct RootOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Roots: cloudflare, public, system, or only:FILE.", valueName: "list"))
    var trust: TrustChoice = .cloudflare

    @Option(
        name: .customLong("add-ca"),
        help: ArgumentHelp("Trust these roots as well.", valueName: "file"))
    var addedAuthorities: [String] = []
}
