/// The kinds of evidence for judging revocation.
public enum RevocationChoice: String, Hashable, Sendable, CaseIterable {
    case off
    /// The OCSP response that the origin staples.
    case staple
    /// The CRLs that the certificates name.
    case crl
}

/// Whether and how to check revocation. Off by default, since it may contact third parties.
public struct RevocationSettings: Sendable {
    public var evidence: RevocationChoice
    /// The folder in which CRLs are kept between runs; nil keeps none.
    public var cacheFolder: String?
    /// Called once with the reason if CRLs cannot be kept. The check continues, because the cache
    /// only saves time.
    public var cacheFailed: (@Sendable (String) -> Void)?

    public init(
        evidence: RevocationChoice = .off, cacheFolder: String? = nil,
        cacheFailed: (@Sendable (String) -> Void)? = nil
    ) {
        self.evidence = evidence
        self.cacheFolder = cacheFolder
        self.cacheFailed = cacheFailed
    }
}
