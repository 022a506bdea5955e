/// What the public URL of a proxied name answers today, through the real edge.
public struct LiveLook: Hashable, Sendable {
    /// `GET http://host/` as a visitor sends it.
    public var http: LiveAnswer
    /// `GET https://host/`.
    public var https: LiveAnswer

    /// Both looks.
    public init(http: LiveAnswer, https: LiveAnswer) {
        self.http = http
        self.https = https
    }

    public subscript(scheme: VisitorScheme) -> LiveAnswer {
        switch scheme {
        case .http: http
        case .https: https
        }
    }
}
