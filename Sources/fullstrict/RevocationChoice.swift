internal import ArgumentParser

/// `--revocation`: by what evidence revocation is judged.
enum RevocationChoice: String, ExpressibleByArgument, CaseIterable {
    case off
    /// What the origin staples.
    case staple
    /// The lists the certificates name.
    case crl
}
