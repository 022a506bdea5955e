/// Cloudflare services that answer without an origin of the owner's.
public enum HostedService: String, Hashable, Sendable, CaseIterable {
    case tunnel
    case pages
    case workers
    case r2
}
