internal import COpenSSL
package import OpenSSLSupport

extension PrivateKeyHandle {
    /// A new key pair, in OpenSSL's default library context, which is never freed.
    package static func generate(_ kind: KeyKind) throws(OpenSSLFailure) -> PrivateKeyHandle {
        ErrorQueue.clear()
        let maker = EVP_PKEY_CTX_new_from_name(nil, kind.algorithm, nil)
        defer { EVP_PKEY_CTX_free(maker) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(maker) == 1, configure(maker, for: kind),
            EVP_PKEY_generate(maker, &key) == 1, let key
        else { throw ErrorQueue.failure(of: "make a \(kind.algorithm) key") }
        return PrivateKeyHandle(owning: key)
    }

    private static func configure(_ maker: OpaquePointer?, for kind: KeyKind) -> Bool {
        switch kind {
        case .rsa(let bits), .rsaPSS(let bits):
            return EVP_PKEY_CTX_set_rsa_keygen_bits(maker, Int32(bits)) == 1
        case .p256, .p384, .p521, .curve, .ed25519, .ed448: break
        }
        guard let group = kind.group else { return true }
        return EVP_PKEY_CTX_set_group_name(maker, group) == 1
    }

    /// The SubjectPublicKeyInfo.
    package var publicKeyInfo: [UInt8] {
        DERReading.bytes { i2d_PUBKEY(pointer, $0) }
    }

    /// The private key: PKCS#1 for RSA, SEC 1 for EC, PKCS#8 for the Edwards curves.
    package var der: [UInt8] {
        DERReading.bytes { i2d_PrivateKey(pointer, $0) }
    }

    /// PKCS#8 without encryption: `-----BEGIN PRIVATE KEY-----`. For servers that a test starts.
    package var pem: String {
        let information = EVP_PKEY2PKCS8(pointer)
        defer { PKCS8_PRIV_KEY_INFO_free(information) }
        return PEMText.encode(
            "PRIVATE KEY", DERReading.bytes { i2d_PKCS8_PRIV_KEY_INFO(information, $0) })
    }

    /// The same key as an object of another library context, which must outlive it.
    func copy(in context: LibraryContext) throws(OpenSSLFailure) -> PrivateKeyHandle {
        ErrorQueue.clear()
        let copy = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            return d2i_AutoPrivateKey_ex(nil, &cursor, buffer.count, context.pointer, nil)
        }
        guard let copy else { throw ErrorQueue.failure(of: "copy a private key") }
        return PrivateKeyHandle(owning: copy)
    }
}
