/// Whose root a path ended in.
public enum AnchorClass: String, Hashable, Sendable, CaseIterable {
    /// A root of the public list in force.
    case publicRoot = "public"
    /// One of Cloudflare's two Origin CA roots.
    case originCA = "origin-ca"
    /// A root from `--add-ca` or `--trust only:`.
    case custom
    /// The leaf signed itself.
    case selfSigned = "self-signed"
    /// No path was found.
    case unknown
}
