/// Bounds on one verdict, and what findings are measured against.
package struct JudgeLimits: Sendable {
    package var certificates = 100
    /// All certificates together; a Certificate message over 100 KB is refused in the handshake.
    package var chainBytes = 100 * 1024
    /// Estimated work on signatures that are not remembered, in microseconds of a slow core.
    package var signatureMicroseconds = 400_000
    /// Comparisons of a name with a name constraint.
    package var nameComparisons = 2_000_000
    /// Paths tried when OpenSSL's own choice fails.
    package var paths = 64
    /// Certificates in a path that is tried.
    package var pathLength = 12
    /// Good signatures remembered; 0 turns the memory off.
    package var rememberedSignatures = 16_384
    /// "Expires soon" begins at this share of the lifetime …
    package var expirySharePercent: Int64 = 20
    /// … and at most this many seconds before the end: 14 days.
    package var expirySeconds: Int64 = 14 * 86_400

    /// The limits above.
    package init() {}
}
