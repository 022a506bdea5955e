internal import COpenSSL
internal import OpenSSLSupport

/// SHA-256, fetched once: fetching it anew each time takes the library context's lock.
final class Digester {
    private let algorithm: OpaquePointer

    init(in context: LibraryContext) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        guard let algorithm = EVP_MD_fetch(context.pointer, "SHA256", nil) else {
            throw ErrorQueue.failure(of: "fetch SHA-256")
        }
        self.algorithm = algorithm
    }

    deinit {
        EVP_MD_free(algorithm)
    }

    /// The digest of some bytes.
    func digest(over bytes: [UInt8]) -> Digest256 {
        Digest256 { EVP_Digest(bytes, bytes.count, $0, nil, algorithm, nil) }
    }

    /// The digest of an `X509`'s DER; nil when memory is out.
    func digest(ofCertificate certificate: OpaquePointer) -> Digest256? {
        var done: Int32 = 0
        let digest = Digest256 { done = X509_digest(certificate, algorithm, $0, nil) }
        return done == 1 ? digest : nil
    }

    /// The digest of an `X509`'s SubjectPublicKeyInfo: algorithm, parameters and key; nil when it
    /// cannot be encoded.
    func digest(ofKeyIn certificate: OpaquePointer) -> Digest256? {
        var der: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der)
        defer { fs_OPENSSL_free(der) }
        guard count > 0, let der else { return nil }
        var done: Int32 = 0
        let digest = Digest256 { done = EVP_Digest(der, Int(count), $0, nil, algorithm, nil) }
        return done == 1 ? digest : nil
    }
}
