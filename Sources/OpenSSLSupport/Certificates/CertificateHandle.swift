internal import COpenSSL

/// A reference to an `X509`. Immutable once parsed; OpenSSL guards its lazily filled caches itself,
/// so a handle may be shared between threads.
package final class CertificateHandle: @unchecked Sendable {
    /// The `X509 *`; this object holds one reference for as long as it lives.
    package let pointer: OpaquePointer
    /// Keeps the library context of the certificate alive; nil for the default context, or if the
    /// caller keeps it alive.
    private let library: LibraryContext?

    /// Shares a certificate by taking another reference.
    package init(sharing pointer: OpaquePointer, in library: LibraryContext? = nil) {
        X509_up_ref(pointer)
        self.pointer = pointer
        self.library = library
    }

    /// Takes over the caller's reference.
    package init(owning pointer: OpaquePointer, in library: LibraryContext? = nil) {
        self.pointer = pointer
        self.library = library
    }

    /// Parses exactly one DER certificate; trailing bytes are an error.
    package convenience init(der: [UInt8], in context: LibraryContext) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        var certificate = X509_new_ex(context.pointer, nil)
        let consumed = der.withUnsafeBufferPointer { buffer -> Int in
            var cursor = buffer.baseAddress
            guard d2i_X509(&certificate, &cursor, buffer.count) != nil, let cursor,
                let start = buffer.baseAddress
            else { return -1 }
            return cursor - start
        }
        guard consumed == der.count, let certificate else {
            X509_free(certificate)
            throw ErrorQueue.failure(of: "read a certificate")
        }
        self.init(owning: certificate, in: context)
    }

    deinit {
        X509_free(pointer)
    }
}

extension CertificateHandle {
    /// The original DER encoding.
    package var der: [UInt8] {
        let count = Int(i2d_X509(pointer, nil))
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            var cursor = buffer.baseAddress
            written = max(0, Int(i2d_X509(pointer, &cursor)))
        }
    }

    /// The SHA-256 of the DER, 32 bytes; empty only if out of memory.
    package var sha256Bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, written in
            var count: UInt32 = 0
            let done = X509_digest(pointer, EVP_sha256(), buffer.baseAddress, &count)
            written = done == 1 ? Int(count) : 0
        }
    }

    /// The SHA-256 of the DER, in lower-case hex.
    package var sha256: String {
        ASN1Content.hex(sha256Bytes)
    }

    /// The serial number in lower-case hex without leading zeros. A negative one begins with `-`.
    package var serial: String {
        guard let integer = X509_get0_serialNumber(pointer) else { return "" }
        let digits = ASN1Content.hex(ASN1Content.bytes(integer)).drop { $0 == "0" }
        let sign = ASN1_STRING_type(integer) & V_ASN1_NEG != 0 ? "-" : ""
        return digits.isEmpty ? "0" : sign + digits
    }

    /// The version number, 3 for a v3 certificate.
    package var version: Int {
        X509_get_version(pointer) + 1
    }

    /// OpenSSL's long name of the signature algorithm (`ecdsa-with-SHA384`), or the dotted object
    /// identifier.
    package var signatureAlgorithm: String {
        var algorithm: OpaquePointer?
        X509_ALGOR_get0(&algorithm, nil, nil, X509_get0_tbs_sigalg(pointer))
        return ASN1Content.longName(algorithm)
    }
}

extension CertificateHandle {
    /// The kind and size of the certified key.
    package var publicKey: PublicKeyKind {
        guard let key = X509_get0_pubkey(pointer) else {
            ErrorQueue.clear()
            return .other(algorithm: keyAlgorithm)
        }
        return PublicKeyKind(of: key) { keyAlgorithm }
    }

    /// The SHA-256 of the DER of the SubjectPublicKeyInfo, 32 bytes; empty only if out of memory.
    package var publicKeySHA256: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, written in
            var der: UnsafeMutablePointer<UInt8>?
            let count = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(pointer), &der)
            defer { fs_OPENSSL_free(der) }
            var digest: UInt32 = 0
            guard count > 0,
                EVP_Digest(der, Int(count), buffer.baseAddress, &digest, EVP_sha256(), nil) == 1
            else { return }
            written = Int(digest)
        }
    }

    /// OpenSSL's long name of the algorithm in the SubjectPublicKeyInfo.
    private var keyAlgorithm: String {
        var algorithm: OpaquePointer?
        X509_PUBKEY_get0_param(&algorithm, nil, nil, nil, X509_get_X509_PUBKEY(pointer))
        return ASN1Content.longName(algorithm)
    }
}

extension CertificateHandle {
    /// The start of the validity in seconds since 1970 in UTC; nil if the field is not a date.
    package var notBefore: Int64? {
        X509_get0_notBefore(pointer).flatMap(ASN1Content.seconds)
    }

    /// The end of the validity in seconds since 1970 in UTC; nil if the field is not a date.
    package var notAfter: Int64? {
        X509_get0_notAfter(pointer).flatMap(ASN1Content.seconds)
    }
}

extension CertificateHandle {
    /// The subject key identifier in lower-case hex; nil if absent or unreadable.
    package var subjectKeyIdentifier: String? {
        guard case .decoded(let raw) = DecodedExtension(NID_subject_key_identifier, of: self).state
        else { return nil }
        let identifier = raw.assumingMemoryBound(to: ASN1_OCTET_STRING.self)
        defer { ASN1_OCTET_STRING_free(identifier) }
        return ASN1Content.hex(ASN1Content.bytes(identifier))
    }

    /// The authority key identifier's key part in lower-case hex; nil if absent or unreadable.
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
