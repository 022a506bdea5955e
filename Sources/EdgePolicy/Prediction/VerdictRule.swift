internal import OriginFacts

/// Derives the verdict on the judged mode from predictions and findings.
enum VerdictRule {
    /// Returns the scheme of the visitors who determine the headline: https, except in Off, where
    /// the edge redirects everyone to http.
    static func scheme(for mode: EncryptionMode) -> VisitorScheme {
        switch mode {
        case .off: .http
        case .flexible, .full, .strict, .sslOnly: .https
        }
    }

    /// Returns the verdict on a mode.
    static func verdict(
        _ prediction: ModePrediction, findings: [Finding], settings: EdgeSettings,
        strictUntil: UnixTime?
    ) -> Verdict {
        let scheme = decidingScheme(prediction, settings: settings)
        let deciding = prediction[scheme]
        return Verdict(
            mode: prediction.mode, result: result(deciding.result, findings),
            deciding: deciding.outcomes, scheme: scheme,
            brokenShare: deciding.outcomes.filter(\.outcome.breaks).map(\.share).reduce(0, +),
            strictUntil: strictUntil)
    }

    /// Returns the deciding scheme. If Always Use HTTPS is known to be off, http visitors count as
    /// much as https visitors.
    private static func decidingScheme(
        _ prediction: ModePrediction, settings: EdgeSettings
    ) -> VisitorScheme {
        let usual = scheme(for: prediction.mode)
        guard settings.alwaysUseHTTPS == .off, prediction[usual].result == .works,
            prediction.http.result != .works
        else { return usual }
        return .http
    }

    private static func result(_ visitors: VisitorResult, _ findings: [Finding]) -> VerdictResult {
        switch visitors {
        case .works: findings.contains { $0.severity == .warning } ? .warning : .ready
        case .incomplete: .warning
        case .degraded: .degraded
        case .breaks: .broken
        case .unknown: .inconclusive
        }
    }
}
