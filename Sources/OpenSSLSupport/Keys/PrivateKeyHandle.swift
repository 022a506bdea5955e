internal import COpenSSL

/// A reference to an `EVP_PKEY` that holds a private key.
package final class PrivateKeyHandle: @unchecked Sendable {
    /// The `EVP_PKEY *`; this object holds one reference for as long as it lives.
    package let pointer: OpaquePointer

    /// The library context the key was read in must outlive it; nil when that is the process's own,
    /// or when the caller sees to it.
    private let library: LibraryContext?

    /// Takes over the caller's reference.
    package init(owning pointer: OpaquePointer, in library: LibraryContext? = nil) {
        self.pointer = pointer
        self.library = library
    }

    /// Reads the first private key of a PEM text. Never asks for a password: an encrypted key is an
    /// error. Without a context the process's own is used; such a key serves in every context.
    package convenience init(
        pem: [UInt8], in context: LibraryContext? = nil
    ) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
            guard let count = Int32(exactly: bytes.count),
                let bio = BIO_new_mem_buf(bytes.baseAddress, count)
            else { return nil }
            defer { BIO_free(bio) }
            return PEM_read_bio_PrivateKey_ex(
                bio, nil, { _, _, _, _ in -1 }, nil, context?.pointer, nil)
        }
        guard let key else { throw ErrorQueue.failure(of: "read a private key") }
        self.init(owning: key, in: context)
    }

    deinit {
        EVP_PKEY_free(pointer)
    }
}
