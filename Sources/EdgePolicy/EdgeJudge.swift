public import OriginFacts

/// The policy's face: one function, pure.
public enum EdgeJudge {
    /// What every mode would make of the observation, and what to do about it.
    ///
    /// - Parameters:
    ///   - verdicts: the chain verdict of each address that sent certificates.
    ///   - mode: the mode the verdict is about; all five are predicted anyway.
    ///   - at: the moment of judgement.
    public static func assess(
        _ observation: OriginObservation, verdicts: [IPAddress: ChainVerdict],
        mode: EncryptionMode = .strict, settings: EdgeSettings = EdgeSettings(), at: UnixTime
    ) -> Assessment {
        Assessment(
            at: at, settings: settings, origins: [], modes: [], findings: [],
            verdict: Verdict(
                mode: mode, result: .inconclusive, deciding: [], scheme: .https, brokenShare: 0,
                strictUntil: nil),
            recommendation: Recommendation(
                mode: nil, blocked: nil, remedies: [], sideEffects: []),
            portClosed: PortClosedAnswer(modes: [], reason: .notKnown, weakerModeThatHelps: nil))
    }
}
