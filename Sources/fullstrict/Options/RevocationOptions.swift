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
