internal import COpenSSL

extension CertificateHandle {
    /// Lower-case hex of the subject key identifier; nil when absent or unreadable.
    package var subjectKeyIdentifier: String? {
        guard case .decoded(let raw) = DecodedExtension(NID_subject_key_identifier, of: self).state
        else { return nil }
        let identifier = raw.assumingMemoryBound(to: ASN1_OCTET_STRING.self)
        defer { ASN1_OCTET_STRING_free(identifier) }
        return ASN1Content.hex(ASN1Content.bytes(identifier))
    }

    /// Lower-case hex of the authority key identifier's key part; nil when absent or unreadable.
    package var authorityKeyIdentifier: String? {
        guard
            case .decoded(let raw) = DecodedExtension(NID_authority_key_identifier, of: self).state
        else { return nil }
        let identifier = raw.assumingMemoryBound(to: AUTHORITY_KEYID.self)
        defer { AUTHORITY_KEYID_free(identifier) }
        let key: UnsafeMutablePointer<ASN1_OCTET_STRING>? = identifier.pointee.keyid
        return key.map { ASN1Content.hex(ASN1Content.bytes($0)) }
    }
}
