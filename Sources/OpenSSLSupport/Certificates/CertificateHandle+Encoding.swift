internal import COpenSSL

extension CertificateHandle {
    /// The DER encoding as it was read.
    package var der: [UInt8] {
        let count = Int(i2d_X509(pointer, nil))
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            var cursor = buffer.baseAddress
            written = max(0, Int(i2d_X509(pointer, &cursor)))
        }
    }

    /// SHA-256 over the DER: 32 bytes; empty only when memory is out.
    package var sha256Bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, written in
            var count: UInt32 = 0
            let done = X509_digest(pointer, EVP_sha256(), buffer.baseAddress, &count)
            written = done == 1 ? Int(count) : 0
        }
    }

    /// Lower-case hex of the SHA-256 over the DER.
    package var sha256: String {
        ASN1Content.hex(sha256Bytes)
    }

    /// Lower-case hex without leading zeros; a negative serial begins with `-`.
    package var serial: String {
        guard let integer = X509_get0_serialNumber(pointer) else { return "" }
        let digits = ASN1Content.hex(ASN1Content.bytes(integer)).drop { $0 == "0" }
        let sign = ASN1_STRING_type(integer) & V_ASN1_NEG != 0 ? "-" : ""
        return digits.isEmpty ? "0" : sign + digits
    }

    /// 3 for a v3 certificate.
    package var version: Int {
        X509_get_version(pointer) + 1
    }

    /// OpenSSL's long name (`ecdsa-with-SHA384`), or the dotted object identifier.
    package var signatureAlgorithm: String {
        var algorithm: OpaquePointer?
        X509_ALGOR_get0(&algorithm, nil, nil, X509_get0_tbs_sigalg(pointer))
        return ASN1Content.longName(algorithm)
    }
}
