/// Which acceptable name a certificate matched, and by what
/// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict: requested or target).
public enum NameMatch: Hashable, Sendable {
    /// The host of the visitor's URL, through that SAN (or CN) entry.
    case requested(entry: String)
    /// The content of the proxied CNAME record, through that entry.
    case target(name: String, entry: String)
    case none
}
