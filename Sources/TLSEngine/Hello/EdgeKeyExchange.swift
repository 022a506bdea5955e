/// How the edge offers post-quantum key exchange, a setting of the zone
/// (developers.cloudflare.com/ssl/post-quantum-cryptography/pqc-to-origin). With an OpenSSL that lacks
/// the group (before 3.5) all three send the classical hello.
package enum EdgeKeyExchange: Hashable, Sendable, CaseIterable {
    /// Not offered.
    case classical
    /// Offered, with a classical key share: what every origin can answer.
    case postQuantumSupported
    /// Its key share is sent first.
    case postQuantumPreferred
}
