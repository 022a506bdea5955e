/// What one connection to an address showed.
public enum ServedHandshake: Hashable, Sendable {
    /// The chain as sent, leaf first, and the SHA-256 over the leaf's SubjectPublicKeyInfo.
    case shown([CertificateFacts], keySHA256: [UInt8])
    /// No handshake came to its end.
    case failed(ConnectionFact, HandshakeFact)
}
