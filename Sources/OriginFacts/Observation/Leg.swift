/// Which way to the origin a request went.
public enum Leg: String, Hashable, Sendable, CaseIterable {
    /// Cleartext to the origin's HTTP port.
    case plain
    /// TLS to the origin's HTTPS port.
    case tls
}
