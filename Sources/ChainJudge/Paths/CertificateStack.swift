internal import COpenSSL
internal import OpenSSLSupport

/// A `STACK_OF(X509)` over certificates that others own; keeps their handles alive.
final class CertificateStack {
    let pointer: OpaquePointer
    let certificates: [CertificateHandle]

    /// Nil when memory is out.
    init?(_ certificates: [CertificateHandle]) {
        guard let pointer = fs_sk_X509_new() else { return nil }
        self.pointer = pointer
        self.certificates = certificates
        for certificate in certificates {
            guard fs_sk_X509_push(pointer, certificate.pointer) > 0 else { return nil }
        }
    }

    deinit {
        fs_sk_X509_free(pointer)
    }
}
