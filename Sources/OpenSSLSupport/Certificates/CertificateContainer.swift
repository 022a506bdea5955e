internal import COpenSSL

/// Readers of certificate containers other than PEM: PKCS#7 (RFC 2315) and PKCS#12 (RFC 7292).
package enum CertificateContainer {
    /// The contents of a PKCS#12 file.
    package struct KeyStore {
        /// The certificates in DER, with the one that belongs to the key first.
        package let certificates: [[UInt8]]
        package let key: PrivateKeyHandle?
    }

    /// Returns the DER certificates in PKCS#7 signed data; nil if the bytes are something else.
    package static func certificates(inPKCS7 der: [UInt8]) -> [[UInt8]]? {
        let message = der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return d2i_PKCS7(nil, &cursor, buffer.count)
        }
        defer {
            PKCS7_free(message)
            ErrorQueue.clear()
        }
        guard let message, OBJ_obj2nid(message.pointee.type) == NID_pkcs7_signed,
            let signed = message.pointee.d.sign
        else { return nil }
        return encodings(of: signed.pointee.cert)
    }

    /// Whether the bytes are a PKCS#12 file, regardless of its password.
    package static func isPKCS12(_ der: [UInt8]) -> Bool {
        let store = decoded(der)
        defer { PKCS12_free(store) }
        return store != nil
    }

    /// Returns the contents of a PKCS#12 file. An empty password also means no password; both
    /// encodings are tried (RFC 7292 appendix B.1 encodes an empty password as two zero bytes, many
    /// writers as nothing).
    package static func contents(
        ofPKCS12 der: [UInt8], password: String
    ) throws(KeyStoreFailure) -> KeyStore {
        let store = decoded(der)
        defer { PKCS12_free(store) }
        ErrorQueue.clear()
        var key: OpaquePointer?
        var leaf: OpaquePointer?
        var others: OpaquePointer?
        guard PKCS12_parse(store, password, &key, &leaf, &others) == 1 else {
            throw failure()
        }
        defer {
            X509_free(leaf)
            fs_sk_X509_pop_free(others)
        }
        let first = leaf.map { [CertificateHandle(sharing: $0).der] } ?? []
        return KeyStore(
            certificates: first + encodings(of: others),
            key: key.map { PrivateKeyHandle(owning: $0) })
    }

    /// Returns the reason a file was not opened, from the error queue.
    private static func failure() -> KeyStoreFailure {
        let errors = ErrorQueue.drain()
        if errors.contains(where: {
            $0.library == ERR_LIB_PKCS12 && $0.reasonCode == PKCS12_R_MAC_VERIFY_FAILURE
        }) {
            return .wrongPassword
        }
        if errors.contains(where: {
            $0.reason == "unsupported" || $0.reason == "unknown pbe algorithm"
        }) {
            return .oldCipher
        }
        return .damaged(
            OpenSSLFailure(
                operation: "open the PKCS#12 file",
                reason: errors.first?.reason ?? "its contents make no sense"))
    }

    private static func decoded(_ der: [UInt8]) -> OpaquePointer? {
        defer { ErrorQueue.clear() }
        return der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return d2i_PKCS12(nil, &cursor, buffer.count)
        }
    }

    private static func encodings(of stack: OpaquePointer?) -> [[UInt8]] {
        guard let stack else { return [] }
        return (0..<max(0, fs_sk_X509_num(stack))).compactMap { index in
            fs_sk_X509_value(stack, index).map { CertificateHandle(sharing: $0).der }
        }
    }
}

/// The reason a PKCS#12 file cannot be opened.
package enum KeyStoreFailure: Error, Hashable, Sendable {
    /// The password is wrong (RFC 7292 section 4: the MAC over the contents does not match).
    case wrongPassword
    /// The file is encrypted with an algorithm that OpenSSL reads only with its legacy provider,
    /// such as RC2.
    case oldCipher
    case damaged(OpenSSLFailure)
}
