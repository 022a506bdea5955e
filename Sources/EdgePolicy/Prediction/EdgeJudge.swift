package import OriginFacts

/// The entry point of the policy. It is pure, so a saved observation always gives the same
/// assessment.
package enum EdgeJudge {
    /// Returns the outcomes of the observation in every mode, and the remedies.
    ///
    /// - Parameters:
    ///   - verdicts: the chain verdict of each address that sent certificates.
    ///   - mode: the mode the verdict is about; all five are predicted anyway.
    ///   - at: the moment of judgement.
    package static func assess(
        _ observation: OriginObservation, verdicts: [IPAddress: ChainVerdict],
        mode: EncryptionMode = .strict, settings: EdgeSettings = EdgeSettings(), at: UnixTime
    ) -> Assessment {
        let predictor = ModePredictor(
            observation: observation, verdicts: verdicts, settings: settings)
        let modes = predictor.predictions()
        let findings = FindingCollector(predictor: predictor, mode: mode).findings()
        let judged = modes.first { $0.mode == mode } ?? .unknown(mode)
        let recommender = Recommender(
            observation: observation, modes: modes, findings: findings, settings: settings,
            judged: mode)
        return Assessment(
            at: at, settings: settings, origins: origins(predictor), modes: modes,
            findings: findings,
            verdict: VerdictRule.verdict(
                judged, findings: findings, settings: settings,
                strictUntil: strictUntil(predictor)),
            recommendation: recommender.recommendation(),
            portClosed: PortClosedRule.answer(
                modes, predictor.weighed, ports: observation.target.originPorts))
    }

    private static func origins(_ predictor: ModePredictor) -> [OriginAssessment] {
        let observation = predictor.observation
        return observation.addresses.map { seen in
            let verdict = predictor.verdicts[seen.address]
            return OriginAssessment(
                address: seen.address,
                layers: LayerJudge.layers(
                    seen, verdict: verdict, target: observation.target,
                    vantage: observation.vantage),
                chain: verdict, strict: predictor.walk(.strict, .https, to: seen).outcome)
        }
    }

    /// Returns the first time at which strict stops accepting any address; nil unless it accepts
    /// all of them.
    private static func strictUntil(_ predictor: ModePredictor) -> UnixTime? {
        let ends = predictor.weighed.map { predictor.verdicts[$0.address]?.strictUntil }
        guard !ends.contains(nil) else { return nil }
        return ends.compactMap(\.self).min()
    }
}

extension ModePrediction {
    /// Returns a prediction for a mode about which nothing is known.
    fileprivate static func unknown(_ mode: EncryptionMode) -> ModePrediction {
        let nothing = VisitorPrediction(
            outcomes: [
                WeightedOutcome(outcome: .unknown, addresses: [], share: 1, basis: .unknown)
            ],
            result: .unknown)
        return ModePrediction(mode: mode, http: nothing, https: nothing)
    }
}
