internal import COpenSSL

extension PrivateKeyHandle {
    /// Reads the first private key of a PEM text that may be encrypted with that password.
    package convenience init(
        pem: [UInt8], password: String, in context: LibraryContext
    ) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        let key = password.withCString { secret in
            pem.withUnsafeBytes { bytes -> OpaquePointer? in
                guard let count = Int32(exactly: bytes.count),
                    let bio = BIO_new_mem_buf(bytes.baseAddress, count)
                else { return nil }
                defer { BIO_free(bio) }
                // Without a callback the last but two argument is the password itself.
                return PEM_read_bio_PrivateKey_ex(
                    bio, nil, nil, UnsafeMutableRawPointer(mutating: secret), context.pointer, nil)
            }
        }
        guard let key else { throw ErrorQueue.failure(of: "read a private key") }
        self.init(owning: key, in: context)
    }

    /// Reads a private key in DER: PKCS#1, SEC 1 or unencrypted PKCS#8.
    package convenience init(der: [UInt8], in context: LibraryContext) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        let key = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            return d2i_AutoPrivateKey_ex(nil, &cursor, buffer.count, context.pointer, nil)
        }
        guard let key else { throw ErrorQueue.failure(of: "read a private key") }
        self.init(owning: key, in: context)
    }

    /// Whether the certificate certifies this key, of whatever kind.
    package func belongs(to certificate: CertificateHandle) -> Bool {
        defer { ErrorQueue.clear() }
        return X509_check_private_key(certificate.pointer, pointer) == 1
    }
}
