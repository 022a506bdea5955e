/// The part of an HTTP request a site looks at.
struct SiteRequest: Hashable, Sendable {
    /// As sent, without a port; empty when there is none.
    var host: String
    /// Path and query.
    var path: String
    /// `X-Forwarded-Proto`, in lower case.
    var forwarded: String?
    /// `CF-Visitor`, without blanks: `{"scheme":"https"}`.
    var visitor: String?
    /// `X-Lab-Secret`.
    var secret: String?
    var hasClientCertificate: Bool
}
