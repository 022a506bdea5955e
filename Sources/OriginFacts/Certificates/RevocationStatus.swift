/// Whether a certificate is revoked, as far as the evidence goes.
public enum RevocationStatus: Hashable, Sendable {
    /// Not revoked, by evidence that holds until then.
    case good(until: UnixTime?, source: String)
    /// Nil `reason`: none was given.
    case revoked(since: UnixTime?, reason: RevocationReason?, source: String)
    /// Nothing settles it; why, in the order the evidence was looked at. Never empty.
    case unknown([RevocationDoubt])
}
