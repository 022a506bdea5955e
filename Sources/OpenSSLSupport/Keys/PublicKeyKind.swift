internal import COpenSSL

/// A public key's kind and size, as OpenSSL reads it.
package enum PublicKeyKind: Hashable, Sendable {
    case rsa(bits: Int)
    case rsaPSS(bits: Int)
    /// An EC key. `curve` is OpenSSL's short name (`prime256v1`), or `explicit` if the curve is
    /// spelt out.
    case ec(curve: String)
    case ed25519
    case ed448
    /// A key of another kind, or one that cannot be read, with the long name of its algorithm.
    case other(algorithm: String)
}

extension PublicKeyKind {
    /// Reads the kind and size of an `EVP_PKEY`. `algorithm` returns the name of any other kind.
    init(of key: OpaquePointer, algorithm: () -> String) {
        switch EVP_PKEY_get_base_id(key) {
        case EVP_PKEY_RSA: self = .rsa(bits: Int(EVP_PKEY_get_bits(key)))
        case EVP_PKEY_RSA_PSS: self = .rsaPSS(bits: Int(EVP_PKEY_get_bits(key)))
        case EVP_PKEY_EC: self = .ec(curve: curve(of: key))
        case EVP_PKEY_ED25519: self = .ed25519
        case EVP_PKEY_ED448: self = .ed448
        default: self = .other(algorithm: algorithm())
        }
    }
}

/// Returns OpenSSL's short name of the curve, from its own fixed list.
private func curve(of key: OpaquePointer) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 80) { buffer in
        var count = 0
        guard EVP_PKEY_get_group_name(key, buffer.baseAddress, buffer.count, &count) == 1 else {
            ErrorQueue.clear()
            return "explicit"
        }
        return String(
            decoding: UnsafeRawBufferPointer(buffer).prefix(count), as: UTF8.self)
    }
}
