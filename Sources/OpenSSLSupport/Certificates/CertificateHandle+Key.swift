internal import COpenSSL

extension CertificateHandle {
    /// Kind and size of the certified key.
    package var publicKey: PublicKeyKind {
        guard let key = X509_get0_pubkey(pointer) else {
            ErrorQueue.clear()
            return .other(algorithm: keyAlgorithm)
        }
        return PublicKeyKind(of: key) { keyAlgorithm }
    }

    /// SHA-256 over the DER of the SubjectPublicKeyInfo: 32 bytes; empty only when memory is out.
    package var publicKeySHA256: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, written in
            var der: UnsafeMutablePointer<UInt8>?
            let count = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(pointer), &der)
            defer { fs_OPENSSL_free(der) }
            var digest: UInt32 = 0
            guard count > 0,
                EVP_Digest(der, Int(count), buffer.baseAddress, &digest, EVP_sha256(), nil) == 1
            else { return }
            written = Int(digest)
        }
    }

    /// OpenSSL's long name of the algorithm in the SubjectPublicKeyInfo.
    private var keyAlgorithm: String {
        var algorithm: OpaquePointer?
        X509_PUBKEY_get0_param(&algorithm, nil, nil, nil, X509_get_X509_PUBKEY(pointer))
        return ASN1Content.longName(algorithm)
    }
}
