/// What a mode demands of the origin's certificate.
public enum CertificateRule: Hashable, Sendable {
    /// Any certificate that lets a handshake finish.
    case any
    /// Dates, trust and name are checked; failure is 526.
    case validated
}
