public import ArgumentParser
public import OriginCheck

/// Options for judging an observation.
struct JudgementOptions: ParsableArguments {
    @Option(help: "The mode to judge.")
    var mode: EncryptionMode = .strict

    @Option(
        help: ArgumentHelp(
            "Roots: cloudflare, public, system, or only:FILE (a custom origin trust store).",
            valueName: "list"))
    var trust: TrustChoice = .cloudflare

    @Option(
        name: .customLong("add-ca"),
        help: ArgumentHelp("Additional roots to trust.", valueName: "file", visibility: .hidden))
    var addedAuthorities: [String] = []

    @Option(
        help: ArgumentHelp(
            "Judge at this time: 2027-03-01, RFC 3339 or epoch seconds.", valueName: "time",
            visibility: .hidden))
    var at: UnixTime?

    @Option(
        help: ArgumentHelp(
            "How long before expiry to warn: 14d, 36h or 20%.", valueName: "time",
            visibility: .hidden),
        transform: { try ExpiryThreshold(reading: $0) })
    var expiresIn: ExpiryThreshold = .usual

    @Option(
        name: .customLong("always-https"),
        help: ArgumentHelp("Always Use HTTPS: on or off.", valueName: "on|off", visibility: .hidden)
    )
    var alwaysHTTPS: EdgeSettings.Switch = .unknown

    @Option(
        help: ArgumentHelp(
            "Whether visitors' browsers remember HSTS: on or off.", valueName: "on|off",
            visibility: .hidden))
    var hsts: EdgeSettings.Switch = .unknown

    @OptionGroup var evidence: RevocationOptions

    @Flag(
        help: ArgumentHelp(
            "An Enterprise zone, where Strict (SSL-only) is available.", visibility: .hidden))
    var enterprise = false

    /// The options that differ from their defaults, as command-line words.
    var words: [String] {
        var words: [String] = []
        if trust != .cloudflare { words += ["--trust", trust.word] }
        for file in addedAuthorities { words += ["--add-ca", file] }
        if let at { words += ["--at", at.rfc3339] }
        if let word = expiresIn.word { words += ["--expires-in", word] }
        if alwaysHTTPS != .unknown { words += ["--always-https", alwaysHTTPS.rawValue] }
        if hsts != .unknown { words += ["--hsts", hsts.rawValue] }
        if evidence.revocation != .off { words += ["--revocation", evidence.revocation.rawValue] }
        if enterprise { words.append("--enterprise") }
        return words
    }

    /// Returns the judgement settings. `extraWords` are options from other groups that affect the
    /// verdict.
    func settings(_ threshold: FailureThreshold, extraWords: [String] = []) -> JudgementSettings {
        var settings = JudgementSettings()
        settings.mode = mode
        settings.edge = EdgeSettings(
            alwaysUseHTTPS: alwaysHTTPS, hsts: hsts, isEnterprise: enterprise)
        settings.time = at
        settings.expiry = expiresIn
        settings.revocation = evidence.revocation.settings
        settings.failureThreshold = threshold
        settings.commandWords = words + extraWords
        return settings
    }

    var trustSettings: TrustSettings {
        TrustSettings(
            choice: trust, addedFiles: addedAuthorities, locations: MachinePaths.trustLocations)
    }
}

/// Options for the roots used by certificate commands.
struct RootOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Roots: cloudflare, public, system, or only:FILE.", valueName: "list"))
    var trust: TrustChoice = .cloudflare

    @Option(
        name: .customLong("add-ca"),
        help: ArgumentHelp("Additional roots to trust.", valueName: "file"))
    var addedAuthorities: [String] = []

    var settings: TrustSettings {
        TrustSettings(
            choice: trust, addedFiles: addedAuthorities, locations: MachinePaths.trustLocations)
    }
}

extension TrustChoice: ExpressibleByArgument {
    /// Reads `cloudflare`, `public`, `system` or `only:FILE`.
    public init?(argument: String) {
        switch argument {
        case "cloudflare": self = .cloudflare
        case "public": self = .publicRoots
        case "system": self = .system
        default:
            guard argument.hasPrefix("only:"), argument.utf8.count > 5 else { return nil }
            self = .only(file: String(argument.dropFirst(5)))
        }
    }
}
