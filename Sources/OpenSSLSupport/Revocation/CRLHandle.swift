internal import COpenSSL

/// A certificate revocation list (RFC 5280 section 5), parsed once. It provides the content and
/// does not judge whether the CRL counts.
package final class CRLHandle {
    /// The `X509_CRL *`, owned by this object.
    let pointer: OpaquePointer
    /// Must outlive the CRL.
    private let library: LibraryContext

    /// Parses exactly one CRL in DER; trailing bytes are an error.
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
            // If OpenSSL cannot read the CRL, it frees it and clears the pointer.
            X509_CRL_free(list)
            throw ErrorQueue.failure(of: "read a revocation list")
        }
        pointer = list
        self.library = library
    }

    deinit {
        X509_CRL_free(pointer)
    }

    /// The time of this update in seconds since 1970; nil if the field is not a date.
    package var thisUpdate: Int64? {
        X509_CRL_get0_lastUpdate(pointer).flatMap(ASN1Content.seconds)
    }

    /// The time of the next update in seconds since 1970; nil if the field is absent or not a date.
    package var nextUpdate: Int64? {
        X509_CRL_get0_nextUpdate(pointer).flatMap(ASN1Content.seconds)
    }

    /// Whether the CRL is issued in the name of the certificate's issuer.
    package func isByIssuer(of certificate: CertificateHandle) -> Bool {
        X509_NAME_cmp(X509_CRL_get_issuer(pointer), X509_get_issuer_name(certificate.pointer)) == 0
    }

    /// Whether that certificate's key signed the CRL, with a digest that is not broken.
    package func isSigned(by issuer: CertificateHandle) -> Bool {
        defer { ErrorQueue.clear() }
        guard !hasBrokenDigest, let key = X509_get0_pubkey(issuer.pointer) else { return false }
        return X509_CRL_verify(pointer, key) == 1
    }

    /// Whether the signature uses MD2, MD4, MD5 or a similar digest.
    private var hasBrokenDigest: Bool {
        var digest: Int32 = 0
        OBJ_find_sigid_algs(X509_CRL_get_signature_nid(pointer), &digest, nil)
        return [NID_md2, NID_md4, NID_md5, NID_md5_sha1, NID_mdc2].contains(digest)
    }

    /// Returns the entry with the certificate's serial number; nil if it is not listed.
    package func entry(for certificate: CertificateHandle) -> Entry? {
        var found: OpaquePointer?
        guard X509_CRL_get0_by_cert(pointer, &found, certificate.pointer) > 0, let found else {
            return nil
        }
        return Entry(found)
    }

    /// One entry of the CRL.
    package struct Entry: Hashable, Sendable {
        /// The time of revocation in seconds since 1970; nil if the field is not a date.
        package let since: Int64?
        /// The number of the CRLReason (RFC 5280 section 5.3.1); nil if none is given.
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

extension CRLHandle {
    /// The reason the CRL cannot be used for any certificate; nil if its form has no fault. Checks
    /// every entry once.
    package var formProblem: String? {
        guard X509_CRL_get_version(pointer) == 1 else { return "no version 2 list" }
        guard nextUpdate != nil, thisUpdate != nil else { return "a date is missing" }
        let number = X509_CRL_get_ext_by_NID(pointer, NID_crl_number, -1)
        guard number >= 0 else { return "no number" }
        guard !isCritical(X509_CRL_get_ext(pointer, number)) else { return "a critical number" }
        return repeatsSerial ? "a serial number twice" : nil
    }

    /// A feature of the CRL that this program does not evaluate; nil if there is none.
    package var unsupportedPart: String? {
        if X509_CRL_get_ext_by_NID(pointer, NID_delta_crl, -1) >= 0 { return "a delta list" }
        let known = [
            NID_issuing_distribution_point, NID_crl_number, NID_authority_key_identifier,
        ]
        let unknown = (0..<max(0, X509_CRL_get_ext_count(pointer))).contains { position in
            isUnknownCritical(X509_CRL_get_ext(pointer, position), known: known)
        }
        if unknown { return "an unknown critical extension" }
        return hasUnknownCriticalEntryExtension
            ? "an unknown critical extension of an entry" : nil
    }

    private var hasUnknownCriticalEntryExtension: Bool {
        (0..<max(0, fs_revoked_count(pointer))).contains { position in
            let entry = fs_revoked_value(pointer, position)
            return (0..<max(0, X509_REVOKED_get_ext_count(entry))).contains {
                isUnknownCritical(X509_REVOKED_get_ext(entry, $0), known: [NID_crl_reason])
            }
        }
    }

    private func isUnknownCritical(_ found: OpaquePointer?, known: [Int32]) -> Bool {
        isCritical(found) && !known.contains(OBJ_obj2nid(X509_EXTENSION_get_object(found)))
    }

    private func isCritical(_ found: OpaquePointer?) -> Bool {
        X509_EXTENSION_get_critical(found) == 1
    }

    /// Whether a serial number occurs twice. OpenSSL sorts the entries by serial number before its
    /// first lookup, so equal ones are adjacent.
    private var repeatsSerial: Bool {
        var found: OpaquePointer?
        let nothing = ASN1_INTEGER_new()
        defer { ASN1_INTEGER_free(nothing) }
        X509_CRL_get0_by_serial(pointer, &found, nothing)
        let count = fs_revoked_count(pointer)
        guard count > 1 else { return false }
        return (1..<count).contains { position in
            ASN1_INTEGER_cmp(serial(at: position - 1), serial(at: position)) == 0
        }
    }

    private func serial(at position: Int32) -> UnsafePointer<ASN1_INTEGER>? {
        X509_REVOKED_get0_serialNumber(fs_revoked_value(pointer, position))
    }
}
