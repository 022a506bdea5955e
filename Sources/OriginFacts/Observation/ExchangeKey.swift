/// What tells two requests to one address apart: everything an origin may answer differently to.
public struct ExchangeKey: Hashable, Sendable {
    public var leg: Leg
    /// The visitor's scheme, sent as `X-Forwarded-Proto` and `CF-Visitor`
    /// (developers.cloudflare.com/fundamentals/reference/http-headers).
    public var forwarded: VisitorScheme
    /// Path and query.
    public var path: String

    /// The key of one request.
    public init(leg: Leg, forwarded: VisitorScheme, path: String) {
        self.leg = leg
        self.forwarded = forwarded
        self.path = path
    }
}
