/// How much of a response is read.
struct ResponseLimits: Hashable, Sendable {
    /// Status lines and fields: the edge's own limit, 128 KiB
    /// (developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520).
    var headBytes = 128 * 1_024
    var bodyBytes = 64 * 1_024
    /// Informational responses before the final one.
    var interim = 32
    /// For the body, once the head is there: an endless trickle must not eat the whole target's time.
    var bodyMilliseconds = 4_000

    /// The first bytes kept as proof.
    static let proofBytes = 64
}
