internal import COpenSSL
package import OpenSSLSupport

/// Who signs: a name, a key identifier and a private key.
package struct CertificateIssuer: Sendable {
    /// The issuer's subject as DER.
    let name: [UInt8]
    /// Nil when the issuer's certificate has none.
    let keyIdentifier: [UInt8]?
    let key: PrivateKeyHandle

    /// Signs as any certificate, with any key; nothing says that they belong together.
    package init(certificate: CertificateHandle, key: PrivateKeyHandle) {
        name = DERReading.bytes { i2d_X509_NAME(X509_get_subject_name(certificate.pointer), $0) }
        keyIdentifier = X509_get0_subject_key_id(certificate.pointer).map { identifier in
            let start = ASN1_STRING_get0_data(identifier)
            return Array(
                UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(identifier))))
        }
        self.key = key
    }

    init(name: [UInt8], keyIdentifier: [UInt8]?, key: PrivateKeyHandle) {
        self.name = name
        self.keyIdentifier = keyIdentifier
        self.key = key
    }
}
