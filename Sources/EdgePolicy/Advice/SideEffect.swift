/// What else changes when the recommended mode is set.
public enum SideEffect: String, Hashable, Sendable, CaseIterable {
    /// Leaving Flexible changes cache keys; pages may load subresources over http.
    case leavingFlexible = "leaving-flexible"
    /// An Origin CA certificate is trusted by Cloudflare only.
    case originCAOnly = "origin-ca-only"
    /// Automatic SSL/TLS may change the mode by itself.
    case automaticMode = "automatic-mode"
}
