public import OriginFacts

/// One outcome, for the part of the addresses that give it.
public struct WeightedOutcome: Hashable, Sendable {
    public var outcome: EdgeOutcome
    /// The addresses that give it; empty when the outcome comes before any address (DNS).
    public var addresses: [IPAddress]
    /// Part of the traffic, above 0 and at most 1, by the addresses the edge would choose among.
    public var share: Double
    public var basis: Basis
    /// Ids of the findings that prove it; empty for an ordinary page.
    public var because: [String]
    /// What the visitor's browser went through, from the URL typed to the end; never empty unless the
    /// outcome comes before any request.
    public var trail: [WalkStep]
    /// Whether it would not happen with Always Use HTTPS on, which is not known.
    public var unlessAlwaysHTTPS: Bool

    /// One outcome with its proof.
    public init(
        outcome: EdgeOutcome, addresses: [IPAddress], share: Double, basis: Basis,
        because: [String] = [], trail: [WalkStep] = [], unlessAlwaysHTTPS: Bool = false
    ) {
        self.outcome = outcome
        self.addresses = addresses
        self.share = share
        self.basis = basis
        self.because = because
        self.trail = trail
        self.unlessAlwaysHTTPS = unlessAlwaysHTTPS
    }
}
