internal import ArgumentParser

/// Whether to look for revoked certificates; off unless asked for, as it may contact third parties.
struct RevocationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Look for revoked certificates: staple (what the origin staples) or crl (fetch the lists the \
            certificates name).
            """, valueName: "off|staple|crl", visibility: .hidden))
    var revocation: RevocationChoice = .off
}

/// `--revocation`: by what evidence revocation is judged.
enum RevocationChoice: String, ExpressibleByArgument, CaseIterable {
    case off
    /// What the origin staples.
    case staple
    /// The lists the certificates name.
    case crl

    /// What `cert check` takes: files staple nothing.
    init(ofFiles text: String) throws(ValidationError) {
        switch text {
        case "off": self = .off
        case "crl": self = .crl
        case "staple": throw ValidationError("files staple nothing: use --revocation crl")
        default: throw ValidationError("expected off or crl")
        }
    }
}
