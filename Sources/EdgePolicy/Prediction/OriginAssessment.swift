public import OriginFacts

/// The judgement of one address.
public struct OriginAssessment: Hashable, Sendable {
    public var address: IPAddress
    public var layers: Layers
    /// The chain's verdict; nil when no certificate was seen.
    public var chain: ChainVerdict?
    /// What an https visitor would get from this address alone in Full (strict).
    public var strict: EdgeOutcome

    /// The judgement of one address.
    public init(
        address: IPAddress, layers: Layers, chain: ChainVerdict?, strict: EdgeOutcome
    ) {
        self.address = address
        self.layers = layers
        self.chain = chain
        self.strict = strict
    }
}
