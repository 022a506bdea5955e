internal import COpenSSL

extension CertificateHandle {
    /// Whether the certificate names that issuer and its key signed it.
    package func isSigned(by issuer: CertificateHandle) -> Bool {
        defer { ErrorQueue.clear() }
        guard X509_check_issued(issuer.pointer, pointer) == X509_V_OK,
            let key = X509_get0_pubkey(issuer.pointer)
        else { return false }
        return X509_verify(pointer, key) == 1
    }
}
