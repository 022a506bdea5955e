internal import ArgumentParser

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
