public import ArgumentParser
public import OriginCheck

/// Options for checking revocation. Off by default, since it may contact third parties.
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
    /// Reads the values for `cert check`. Files have no OCSP staple.
    init(ofFiles text: String) throws(ValidationError) {
        switch text {
        case "off": self = .off
        case "crl": self = .crl
        case "staple": throw ValidationError("files have no OCSP staple: use --revocation crl")
        default: throw ValidationError("expected off or crl")
        }
    }

    /// The settings with this machine's cache. If the cache cannot be written, this is reported on
    /// stderr.
    var settings: RevocationSettings {
        RevocationSettings(evidence: self, cacheFolder: MachinePaths.crlFolder) { reason in
            Console.error("fullstrict: CRLs are not cached: \(reason)")
        }
    }
}
