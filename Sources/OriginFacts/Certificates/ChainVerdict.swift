/// What two judges make of one chain for one set of names at one moment. A verdict, not a fact: it is
/// never stored in an observation.
public struct ChainVerdict: Hashable, Sendable {
    /// What the edge in Full (strict) would decide.
    public var strict: ChainRuling
    /// What a browser that met the origin directly would decide.
    public var browser: ChainRuling
    /// SHA-256 (lower-case hex) from leaf to anchor as built for `strict`; empty when none was found.
    public var path: [String]
    public var anchor: AnchorClass
    public var nameMatch: NameMatch
    /// Remarks that do not change either ruling.
    public var findings: [ChainFinding]
    /// The first moment at which `strict` turns from accepted to rejected; nil unless accepted.
    public var strictUntil: UnixTime?
    /// The certificates of `path` that were asked about, leaf first; empty unless revocation was asked for
    /// and there is a path. Changes neither `strictUntil` nor, by itself, a ruling.
    public var revocation: [CertificateRevocation] = []

    /// A verdict with nothing to remark.
    public init(
        strict: ChainRuling, browser: ChainRuling, path: [String] = [],
        anchor: AnchorClass = .unknown, nameMatch: NameMatch = .none,
        findings: [ChainFinding] = [], strictUntil: UnixTime? = nil
    ) {
        self.strict = strict
        self.browser = browser
        self.path = path
        self.anchor = anchor
        self.nameMatch = nameMatch
        self.findings = findings
        self.strictUntil = strictUntil
    }
}
