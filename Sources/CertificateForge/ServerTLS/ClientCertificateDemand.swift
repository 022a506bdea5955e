/// Whether a server asks for a client certificate. Whatever the client sends is taken.
package enum ClientCertificateDemand: Hashable, Sendable {
    case none
    /// Asks, naming the subjects of these certificates (DER), and goes on without.
    case asked(authorities: [[UInt8]])
    /// Asks, and fails the handshake without.
    case required(authorities: [[UInt8]])
}
