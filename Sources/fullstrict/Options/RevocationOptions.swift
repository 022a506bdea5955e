public import ArgumentParser
public import OriginCheck

/// Whether to check revocation. Off by default, since it may contact third parties.
struct RevocationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Check revocation: staple (the stapled OCSP response) or crl (fetch the CRLs that the \
            certificates name).
            """, valueName: "off|staple|crl", visibility: .hidden))
    var revocation: RevocationChoice = .off
}

extension RevocationChoice: ExpressibleByArgument {
    /// The values for `cert check`: files have no OCSP staple.
    init(ofFiles text: String) throws(ValidationError) {
        switch text {
        case "off": self = .off
        case "crl": self = .crl
        case "staple": throw ValidationError("files have no OCSP staple: use --revocation crl")
        default: throw ValidationError("expected off or crl")
        }
    }

    /// Settings with this machine's cache; a cache that cannot be written is reported on stderr.
    var settings: RevocationSettings {
        RevocationSettings(evidence: self, cacheFolder: MachinePaths.crlFolder) { reason in
            Console.error("fullstrict: CRLs are not cached: \(reason)")
        }
    }
}
