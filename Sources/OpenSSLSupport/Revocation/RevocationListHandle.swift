internal import COpenSSL

/// A certificate revocation list (RFC 5280 section 5), parsed once. It says what stands in it; whether it
/// counts is for others to judge.
package final class RevocationListHandle {
    /// The `X509_CRL *`, owned by this object.
    let pointer: OpaquePointer
    /// Must outlive the list.
    private let library: LibraryContext

    /// Parses exactly one list in DER; trailing bytes are an error.
    package init(der: [UInt8], in library: LibraryContext) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        var list = X509_CRL_new_ex(library.pointer, nil)
        let consumed = der.withUnsafeBufferPointer { buffer -> Int in
            var cursor = buffer.baseAddress
            guard d2i_X509_CRL(&list, &cursor, buffer.count) != nil, let cursor,
                let start = buffer.baseAddress
            else { return -1 }
            return cursor - start
        }
        guard consumed == der.count, let list else {
            // OpenSSL frees the list, and clears the pointer, when it cannot read it.
            X509_CRL_free(list)
            throw ErrorQueue.failure(of: "read a revocation list")
        }
        pointer = list
        self.library = library
    }

    deinit {
        X509_CRL_free(pointer)
    }

    /// Seconds since 1970; nil when the field is no date.
    package var thisUpdate: Int64? {
        X509_CRL_get0_lastUpdate(pointer).flatMap(ASN1Content.seconds)
    }

    /// Seconds since 1970; nil when the field is absent or no date.
    package var nextUpdate: Int64? {
        X509_CRL_get0_nextUpdate(pointer).flatMap(ASN1Content.seconds)
    }

    /// Whether the list is issued in the name of the certificate's issuer.
    package func isByIssuer(of certificate: CertificateHandle) -> Bool {
        X509_NAME_cmp(X509_CRL_get_issuer(pointer), X509_get_issuer_name(certificate.pointer)) == 0
    }

    /// Whether that certificate's key signed the list, with a digest that still counts.
    package func isSigned(by issuer: CertificateHandle) -> Bool {
        defer { ErrorQueue.clear() }
        guard !hasBrokenDigest, let key = X509_get0_pubkey(issuer.pointer) else { return false }
        return X509_CRL_verify(pointer, key) == 1
    }

    /// MD2, MD4, MD5 and their relatives.
    private var hasBrokenDigest: Bool {
        var digest: Int32 = 0
        OBJ_find_sigid_algs(X509_CRL_get_signature_nid(pointer), &digest, nil)
        return [NID_md2, NID_md4, NID_md5, NID_md5_sha1, NID_mdc2].contains(digest)
    }

    /// What the list says about the certificate, by its serial number alone; nil when it is not on it.
    package func entry(for certificate: CertificateHandle) -> Entry? {
        var found: OpaquePointer?
        guard X509_CRL_get0_by_cert(pointer, &found, certificate.pointer) > 0, let found else {
            return nil
        }
        return Entry(found)
    }

    /// One line of the list.
    package struct Entry: Hashable, Sendable {
        /// Seconds since 1970; nil when the field is no date.
        package let since: Int64?
        /// The CRLReason's number (RFC 5280 section 5.3.1); nil when none is given.
        package let reason: Int?

        init(_ entry: OpaquePointer) {
            since = X509_REVOKED_get0_revocationDate(entry).flatMap(ASN1Content.seconds)
            defer { ErrorQueue.clear() }
            let code = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nil, nil)
                .map(OpaquePointer.init)
            defer { ASN1_ENUMERATED_free(code.map { UnsafeMutablePointer($0) }) }
            reason = code.map { ASN1_ENUMERATED_get(UnsafePointer($0)) }
        }
    }
}
