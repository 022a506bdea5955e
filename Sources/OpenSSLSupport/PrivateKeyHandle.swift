internal import COpenSSL

/// A reference to an `EVP_PKEY` that holds a private key.
package final class PrivateKeyHandle: @unchecked Sendable {
    /// The `EVP_PKEY *`; this object holds one reference for as long as it lives.
    package let pointer: OpaquePointer

    /// Takes over the caller's reference.
    package init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// Reads the first private key of a PEM text. Never asks for a password: an encrypted key is an
    /// error.
    package convenience init(
        pem: [UInt8], in context: LibraryContext
    ) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
            guard let count = Int32(exactly: bytes.count),
                let bio = BIO_new_mem_buf(bytes.baseAddress, count)
            else { return nil }
            defer { BIO_free(bio) }
            return PEM_read_bio_PrivateKey_ex(
                bio, nil, { _, _, _, _ in -1 }, nil, context.pointer, nil)
        }
        guard let key else { throw ErrorQueue.failure(of: "read a private key") }
        self.init(owning: key)
    }

    deinit {
        EVP_PKEY_free(pointer)
    }
}
