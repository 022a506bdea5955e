public import ArgumentParser
public import OriginCheck

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

extension RevocationChoice: ExpressibleByArgument {
    /// What `cert check` takes: files staple nothing.
    init(ofFiles text: String) throws(ValidationError) {
        switch text {
        case "off": self = .off
        case "crl": self = .crl
        case "staple": throw ValidationError("files staple nothing: use --revocation crl")
        default: throw ValidationError("expected off or crl")
        }
    }

    /// With this machine's cache; that it cannot be written is worth a note.
    var settings: RevocationSettings {
        RevocationSettings(evidence: self, cacheFolder: MachinePaths.crlFolder) { reason in
            Console.error("fullstrict: revocation lists are not kept: \(reason)")
        }
    }
}
