public import OriginFacts

/// The assessment of one observation.
public struct Assessment: Hashable, Sendable {
    public var at: UnixTime
    public var settings: EdgeSettings
    /// The judgements of the addresses, in the observation's order.
    public var origins: [OriginAssessment]
    /// The predictions for all five modes, weakest first.
    public var modes: [ModePrediction]
    /// The findings, most severe first.
    public var findings: [Finding]
    public var verdict: Verdict
    public var recommendation: Recommendation
    public var portClosed: PortClosedAnswer

    package init(
        at: UnixTime, settings: EdgeSettings, origins: [OriginAssessment],
        modes: [ModePrediction], findings: [Finding], verdict: Verdict,
        recommendation: Recommendation, portClosed: PortClosedAnswer
    ) {
        self.at = at
        self.settings = settings
        self.origins = origins
        self.modes = modes
        self.findings = findings
        self.verdict = verdict
        self.recommendation = recommendation
        self.portClosed = portClosed
    }

    public subscript(mode: EncryptionMode) -> ModePrediction? {
        modes.first { $0.mode == mode }
    }
}

/// The judgement of one address.
public struct OriginAssessment: Hashable, Sendable {
    public var address: IPAddress
    public var layers: Layers
    /// The chain's verdict; nil if no certificate was seen.
    public var chain: ChainVerdict?
    /// The outcome for an https visitor in Full (strict) with this address alone.
    public var strict: EdgeOutcome

    package init(
        address: IPAddress, layers: Layers, chain: ChainVerdict?, strict: EdgeOutcome
    ) {
        self.address = address
        self.layers = layers
        self.chain = chain
        self.strict = strict
    }
}

/// The answer to "is this name ready for the judged mode?".
public struct Verdict: Hashable, Sendable {
    public var mode: EncryptionMode
    public var result: VerdictResult
    /// The outcomes that determine the verdict: those for the judged visitors.
    public var deciding: [WeightedOutcome]
    /// The scheme of the visitors who determine the headline.
    public var scheme: VisitorScheme
    /// The fraction of addresses that fail, from 0 to 1.
    public var brokenShare: Double
    /// The time until which strict accepts all addresses; nil if it does not accept them all, or if
    /// the time is not known.
    public var strictUntil: UnixTime?

    package init(
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

/// The five possible results, which determine the exit status.
public enum VerdictResult: String, Hashable, Sendable, CaseIterable {
    case ready
    /// The mode works, but something needs attention.
    case warning
    /// Some addresses fail and some serve.
    case degraded
    case broken
    /// The result cannot be determined from here.
    case inconclusive
}
