public import OriginFacts

/// The assessment of one observation.
public struct Assessment: Hashable, Sendable {
    public var at: UnixTime
    public var settings: EdgeSettings
    /// One for each address, in the observation's order.
    public var origins: [OriginAssessment]
    /// All five, weakest first.
    public var modes: [ModePrediction]
    /// Most severe first.
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
    /// The chain's verdict; nil when no certificate was seen.
    public var chain: ChainVerdict?
    /// What an https visitor would get from this address alone in Full (strict).
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
    /// The deciding outcomes: those of the judged visitors.
    public var deciding: [WeightedOutcome]
    /// The visitors the headline is judged on.
    public var scheme: VisitorScheme
    /// Part of the addresses that break, 0 to 1.
    public var brokenShare: Double
    /// Until when strict accepts all addresses; nil when it does not or it is not known.
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

/// The five results; the exit status follows from it.
public enum VerdictResult: String, Hashable, Sendable, CaseIterable {
    case ready
    /// Works, with something that needs attention.
    case warning
    /// Some addresses break, some serve.
    case degraded
    case broken
    /// Cannot tell from here.
    case inconclusive
}
