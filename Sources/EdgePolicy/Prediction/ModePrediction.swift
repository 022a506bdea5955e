public import OriginFacts

/// The predictions for visitors of both schemes in one mode.
public struct ModePrediction: Hashable, Sendable {
    public var mode: EncryptionMode
    public var http: VisitorPrediction
    public var https: VisitorPrediction
    /// Whether the certificate can be renewed over HTTP-01; nil if no certificate is known to be
    /// renewed this way.
    public var renewal: RenewalPrediction?

    package init(
        mode: EncryptionMode, http: VisitorPrediction, https: VisitorPrediction,
        renewal: RenewalPrediction? = nil
    ) {
        self.mode = mode
        self.http = http
        self.https = https
        self.renewal = renewal
    }

    public subscript(scheme: VisitorScheme) -> VisitorPrediction {
        switch scheme {
        case .http: http
        case .https: https
        }
    }
}

/// The prediction for visitors of one scheme in one mode, over all addresses behind the name.
public struct VisitorPrediction: Hashable, Sendable {
    /// The outcomes, never empty. The first is the one that most visitors get.
    public var outcomes: [WeightedOutcome]
    public var result: VisitorResult

    /// Creates a prediction; `outcomes` must not be empty.
    package init(outcomes: [WeightedOutcome], result: VisitorResult) {
        self.outcomes = outcomes
        self.result = result
    }
}

/// The result for the visitors of one scheme in one mode.
public enum VisitorResult: String, Hashable, Sendable, CaseIterable {
    /// Every address serves.
    case works
    /// The request was sent, but no page arrived in time. Reach, TLS and certificate are proven.
    case incomplete
    /// Some addresses fail and some do not. Most visitors are served because the edge retries once.
    case degraded
    case breaks
    case unknown
}
