public import OriginFacts

/// The answer to "is this name ready for the judged mode?".
public struct Verdict: Hashable, Sendable {
    public var mode: EncryptionMode
    public var result: VerdictResult
    /// What decided: the outcomes of the visitors judged on.
    public var deciding: [WeightedOutcome]
    /// The visitors the headline is judged on.
    public var scheme: VisitorScheme
    /// Part of the addresses that break, 0 to 1.
    public var brokenShare: Double
    /// Until when strict holds, over all addresses; nil when it does not hold or is not known.
    public var strictUntil: UnixTime?

    /// A verdict about one mode.
    public init(
        mode: EncryptionMode, result: VerdictResult, deciding: [WeightedOutcome],
        scheme: VisitorScheme, brokenShare: Double, strictUntil: UnixTime?
    ) {
        self.mode = mode
        self.result = result
        self.deciding = deciding
        self.scheme = scheme
        self.brokenShare = brokenShare
        self.strictUntil = strictUntil
    }
}
