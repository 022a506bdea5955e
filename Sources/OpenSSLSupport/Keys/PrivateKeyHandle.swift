internal import COpenSSL

/// A reference to an `EVP_PKEY` that holds a private key.
package final class PrivateKeyHandle: @unchecked Sendable {
    /// The `EVP_PKEY *`; this object holds one reference for as long as it lives.
    package let pointer: OpaquePointer

    /// Keeps the library context of the key alive; nil for the default context, or if the caller
    /// keeps it alive.
    private let library: LibraryContext?

    /// Takes over the caller's reference.
    package init(owning pointer: OpaquePointer, in library: LibraryContext? = nil) {
        self.pointer = pointer
        self.library = library
    }

    /// Reads the first private key in a PEM text. Never prompts for a password: an encrypted key is
    /// an error. Without a context, the default one is used; such a key works in every context.
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

extension PrivateKeyHandle {
    /// Reads the first private key in a PEM text. The key may be encrypted with the password.
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
                // Without a callback, this argument is the password itself.
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

    /// Reads an encrypted PKCS#8 key in DER (RFC 5958 section 3).
    package convenience init(
        encryptedDER der: [UInt8], password: String, in context: LibraryContext
    ) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        let sealed = Self.sealed(der)
        defer { X509_SIG_free(sealed) }
        let bytes = Array(password.utf8CString)
        let information = sealed.flatMap {
            PKCS8_decrypt_ex($0, bytes, Int32(bytes.count - 1), context.pointer, nil)
        }
        defer { PKCS8_PRIV_KEY_INFO_free(information) }
        guard let information, let key = EVP_PKCS82PKEY_ex(information, context.pointer, nil) else {
            throw ErrorQueue.failure(of: "open an encrypted private key")
        }
        self.init(owning: key, in: context)
    }

    /// Whether the bytes are an encrypted PKCS#8 key in DER, regardless of its password.
    package static func isEncrypted(der: [UInt8]) -> Bool {
        let sealed = sealed(der)
        defer { X509_SIG_free(sealed) }
        return sealed != nil
    }

    private static func sealed(_ der: [UInt8]) -> OpaquePointer? {
        defer { ErrorQueue.clear() }
        return der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return d2i_X509_SIG(nil, &cursor, buffer.count)
        }
    }

    /// The kind and size of the key.
    package var kind: PublicKeyKind {
        PublicKeyKind(of: pointer) {
            EVP_PKEY_get0_type_name(pointer).map { String(cString: $0) } ?? "unknown"
        }
    }

    /// Whether the certificate is for this key.
    package func belongs(to certificate: CertificateHandle) -> Bool {
        defer { ErrorQueue.clear() }
        return X509_check_private_key(certificate.pointer, pointer) == 1
    }
}
