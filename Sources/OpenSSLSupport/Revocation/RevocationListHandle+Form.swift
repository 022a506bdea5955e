internal import COpenSSL

extension RevocationListHandle {
    /// Why the list may not be used whoever asks, in words; nil when nothing is wrong with its form.
    /// Every entry is looked at once.
    package var formProblem: String? {
        guard X509_CRL_get_version(pointer) == 1 else { return "no version 2 list" }
        guard nextUpdate != nil, thisUpdate != nil else { return "a date is missing" }
        let number = X509_CRL_get_ext_by_NID(pointer, NID_crl_number, -1)
        guard number >= 0 else { return "no number" }
        guard !isCritical(X509_CRL_get_ext(pointer, number)) else { return "a critical number" }
        return repeatsSerial ? "a serial number twice" : nil
    }

    /// What of it this program does not evaluate, in words; nil when there is nothing.
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

    /// OpenSSL sorts the entries by serial number for its first look-up: equal ones are neighbours.
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
