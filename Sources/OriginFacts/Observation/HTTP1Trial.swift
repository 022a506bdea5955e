/// What came of a request over TLS without an offer of HTTP/2, as the edge asks with HTTP/2 to Origin off
/// (developers.cloudflare.com/speed/optimization/protocol/http2-to-origin).
public enum HTTP1Trial: Hashable, Sendable {
    /// 100 to 999.
    case answered(status: Int)
    case failed
}
