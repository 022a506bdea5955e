/// The errors the edge makes itself
/// (developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors).
public enum EdgeError: String, Hashable, Sendable, CaseIterable {
    /// Connected, but the reply is empty, malformed, reset or too large.
    case unknownReply = "520"
    /// The TCP connection is refused.
    case refused = "521"
    /// No answer to SYN within 19 s; or, once connected, no acknowledgement of the request within 90 s.
    case timedOut = "522"
    /// No route to the address.
    case unreachable = "523"
    /// Connected and asked, no answer within 125 s; or the request could not be written in 30 s.
    case noAnswer = "524"
    case handshakeFailed = "525"
    case invalidCertificate = "526"
    /// The handshake stalls: the edge's answer is 522 or 525; which is not documented.
    case stalledHandshake = "522-or-525"
    /// The origin's name does not resolve: 530 with 1016 in the body.
    case originNameUnresolved = "530/1016"
    /// The record points at Cloudflare's own or another forbidden address.
    case forbiddenAddress = "1000"

    /// Whether the edge asks another address of the same name once after this error
    /// (developers.cloudflare.com/fundamentals: zero-downtime failover lists 521, 522, 523, 525, 526).
    public var isRetriedElsewhere: Bool {
        switch self {
        case .refused, .timedOut, .unreachable, .handshakeFailed, .invalidCertificate,
            .stalledHandshake:
            true
        case .unknownReply, .noAnswer, .originNameUnresolved, .forbiddenAddress: false
        }
    }
}
