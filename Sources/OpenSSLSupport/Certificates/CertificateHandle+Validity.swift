internal import COpenSSL

extension CertificateHandle {
    /// Seconds since 1970 in UTC; nil when the field is no date.
    package var notBefore: Int64? {
        X509_get0_notBefore(pointer).flatMap(ASN1Content.seconds)
    }

    /// Seconds since 1970 in UTC; nil when the field is no date.
    package var notAfter: Int64? {
        X509_get0_notAfter(pointer).flatMap(ASN1Content.seconds)
    }
}
