internal import COpenSSL

/// A reference to an `EVP_PKEY` that holds a private key.
package final class PrivateKeyHandle: @unchecked Sendable {
    /// The `EVP_PKEY *`; this object holds one reference for as long as it lives.
    package let pointer: OpaquePointer

    /// Takes over the caller's reference.
    package init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        EVP_PKEY_free(pointer)
    }
}
