/// Whether the origin asked for a client certificate, and from whom.
public enum ClientCertificateRequest: Hashable, Sendable {
    case notAsked
    /// The names of the authorities it accepts, as RFC 2253 text; may be empty.
    case asked(authorities: [String])
}
