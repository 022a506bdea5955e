internal import COpenSSL

extension CertificateHandle {
    /// RFC 2253 text, most specific part first; everything outside printable ASCII is escaped. A name
    /// that OpenSSL cannot print is `#` and the hex of its DER.
    package var subject: String {
        DistinguishedName.text(of: X509_get_subject_name(pointer))
    }

    /// The issuer in the same form as the subject.
    package var issuer: String {
        DistinguishedName.text(of: X509_get_issuer_name(pointer))
    }

    /// The subject's CN values, in order; any bytes.
    package var commonNames: [String] {
        DistinguishedName.values(of: NID_commonName, in: X509_get_subject_name(pointer))
    }

    /// The subject's O values, in order; any bytes.
    package var organizations: [String] {
        DistinguishedName.values(of: NID_organizationName, in: X509_get_subject_name(pointer))
    }

    /// The subject's OU values, in order; any bytes.
    package var organizationalUnits: [String] {
        DistinguishedName.values(of: NID_organizationalUnitName, in: X509_get_subject_name(pointer))
    }
}
