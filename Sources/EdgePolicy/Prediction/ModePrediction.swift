public import OriginFacts

/// What visitors of both schemes would get in one mode.
public struct ModePrediction: Hashable, Sendable {
    public var mode: EncryptionMode
    public var http: VisitorPrediction
    public var https: VisitorPrediction
    /// Whether the certificate can be renewed over HTTP-01; nil when no certificate is known to be.
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

/// What visitors of one scheme would get in one mode, over all addresses behind the name.
public struct VisitorPrediction: Hashable, Sendable {
    /// Never empty; the first is what most visitors get.
    public var outcomes: [WeightedOutcome]
    public var result: VisitorResult

    /// A prediction; `outcomes` must not be empty.
    package init(outcomes: [WeightedOutcome], result: VisitorResult) {
        self.outcomes = outcomes
        self.result = result
    }
}

/// The result for the visitors of one scheme in one mode.
public enum VisitorResult: String, Hashable, Sendable, CaseIterable {
    /// Every address serves.
    case works
    /// The request was sent, but no page came in time: reach, TLS and certificate are proven.
    case incomplete
    /// Some addresses break, some do not: most visitors are served thanks to the edge's one retry.
    case degraded
    case breaks
    case unknown
}
