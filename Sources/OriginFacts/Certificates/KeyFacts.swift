/// A public key's kind and size.
public enum KeyFacts: Hashable, Sendable {
    case rsa(bits: Int)
    case rsaPSS(bits: Int)
    /// `curve` by OpenSSL's short name: `prime256v1`, `secp384r1`.
    case ec(curve: String)
    case ed25519
    case ed448
    case other(algorithm: String)
}
