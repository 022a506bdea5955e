internal import COpenSSL

/// A reference to an `X509`. Immutable once parsed; OpenSSL guards its lazily filled caches itself,
/// so a handle may be shared between threads.
package final class CertificateHandle: @unchecked Sendable {
    /// The `X509 *`; this object holds one reference for as long as it lives.
    package let pointer: OpaquePointer
    /// The library context the certificate was parsed in must outlive it; nil when that is the
    /// process's own, or when the caller sees to it.
    private let library: LibraryContext?

    /// Shares a certificate somebody else owns: takes a reference of its own.
    package init(sharing pointer: OpaquePointer, in library: LibraryContext? = nil) {
        X509_up_ref(pointer)
        self.pointer = pointer
        self.library = library
    }

    /// Takes over the caller's reference.
    package init(owning pointer: OpaquePointer, in library: LibraryContext? = nil) {
        self.pointer = pointer
        self.library = library
    }

    /// Parses exactly one DER certificate; trailing bytes are an error.
    package convenience init(der: [UInt8], in context: LibraryContext) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        var certificate = X509_new_ex(context.pointer, nil)
        let consumed = der.withUnsafeBufferPointer { buffer -> Int in
            var cursor = buffer.baseAddress
            guard d2i_X509(&certificate, &cursor, buffer.count) != nil, let cursor,
                let start = buffer.baseAddress
            else { return -1 }
            return cursor - start
        }
        guard consumed == der.count, let certificate else {
            X509_free(certificate)
            throw ErrorQueue.failure(of: "read a certificate")
        }
        self.init(owning: certificate, in: context)
    }

    deinit {
        X509_free(pointer)
    }
}
