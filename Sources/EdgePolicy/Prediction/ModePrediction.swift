public import OriginFacts

/// What visitors of both schemes would get in one mode.
public struct ModePrediction: Hashable, Sendable {
    public var mode: EncryptionMode
    public var http: VisitorPrediction
    public var https: VisitorPrediction
    /// How the certificate's renewal by HTTP-01 fares; nil when nothing is known to be renewed that way.
    public var renewal: RenewalPrediction?

    /// The prediction for one mode.
    public init(
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
