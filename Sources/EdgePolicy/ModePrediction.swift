public import OriginFacts

/// What visitors of both schemes would get in one mode.
public struct ModePrediction: Hashable, Sendable {
    public var mode: EncryptionMode
    public var http: VisitorPrediction
    public var https: VisitorPrediction

    /// The prediction for one mode.
    public init(mode: EncryptionMode, http: VisitorPrediction, https: VisitorPrediction) {
        self.mode = mode
        self.http = http
        self.https = https
    }

    public subscript(scheme: VisitorScheme) -> VisitorPrediction {
        switch scheme {
        case .http: http
        case .https: https
        }
    }
}
