internal import COpenSSL
internal import OpenSSLSupport

/// An identity as objects of one library context.
final class LoadedIdentity {
    private let key: PrivateKeyHandle
    private let certificates: [CertificateHandle]

    /// Throws when there is no certificate, or one does not parse.
    init(_ identity: ServerIdentity, in library: LibraryContext) throws(OpenSSLFailure) {
        guard !identity.chain.isEmpty else {
            throw OpenSSLFailure(operation: "use a certificate", reason: "the chain is empty")
        }
        key = try identity.key.copy(in: library)
        var certificates: [CertificateHandle] = []
        for der in identity.chain {
            certificates.append(try CertificateHandle(der: der, in: library))
        }
        self.certificates = certificates
    }

    /// Gives key and chain to a context; 1 when taken. OpenSSL takes references of its own.
    func use(in context: OpaquePointer) -> Int32 {
        withChain { SSL_CTX_use_cert_and_key(context, certificates[0].pointer, key.pointer, $0, 1) }
    }

    /// Gives key and chain to a single connection.
    func use(inConnection connection: OpaquePointer) -> Int32 {
        withChain { SSL_use_cert_and_key(connection, certificates[0].pointer, key.pointer, $0, 1) }
    }

    private func withChain(_ body: (OpaquePointer?) -> Int32) -> Int32 {
        let chain = fs_sk_X509_new()
        defer { fs_sk_X509_free(chain) }
        for certificate in certificates.dropFirst() {
            fs_sk_X509_push(chain, certificate.pointer)
        }
        return body(chain)
    }
}
