/// Answers that a firewall or a rate limit gives to strangers and perhaps not to the edge.
enum StrangerRule {
    /// 401, 403, 429 and 503 (RFC 9110, RFC 6585).
    static func isRefusal(_ status: Int) -> Bool {
        [401, 403, 429, 503].contains(status)
    }
}
