public import OriginFacts

/// Everything the policy makes of one observation.
public struct Assessment: Hashable, Sendable {
    public var at: UnixTime
    public var settings: EdgeSettings
    /// One for each address, in the observation's order.
    public var origins: [OriginAssessment]
    /// All five, weakest first.
    public var modes: [ModePrediction]
    /// Gravest first.
    public var findings: [Finding]
    public var verdict: Verdict
    public var recommendation: Recommendation
    public var portClosed: PortClosedAnswer

    /// An assessment.
    public init(
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
