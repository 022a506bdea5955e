/// The evidence that revocation is judged by.
public enum RevocationChoice: String, Hashable, Sendable, CaseIterable {
    case off
    /// The OCSP response the origin staples.
    case staple
    /// The CRLs the certificates name.
    case crl
}

/// Whether and how to check revocation. Off by default, since it may contact third parties.
public struct RevocationSettings: Sendable {
    public var evidence: RevocationChoice
    /// Where CRLs are kept between runs; nil keeps none.
    public var cacheFolder: String?
    /// Called once when CRLs cannot be kept, with the reason. The cache only saves time.
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
