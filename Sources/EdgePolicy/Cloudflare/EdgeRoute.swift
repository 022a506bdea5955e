/// What the edge does with a visitor's request before it meets the origin.
public enum EdgeRoute: Hashable, Sendable {
    /// Cleartext to the origin's HTTP port.
    case plain
    /// TLS to the origin's HTTPS port, its certificate held to that rule.
    case tls(CertificateRule)
    /// The edge itself sends the visitor to `http://`; the origin is not asked.
    case redirectToHTTP
    /// The edge itself sends the visitor to `https://` (Always Use HTTPS).
    case redirectToHTTPS
}
