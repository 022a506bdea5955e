/// A public key's kind and size, as OpenSSL reads it.
package enum PublicKeyKind: Hashable, Sendable {
    case rsa(bits: Int)
    case rsaPSS(bits: Int)
    /// `curve` by OpenSSL's short name (`prime256v1`); `explicit` when the curve is spelt out.
    case ec(curve: String)
    case ed25519
    case ed448
    /// Another kind, or a key that cannot be read; by the long name of its algorithm identifier.
    case other(algorithm: String)
}
