internal import COpenSSL

/// Readers of an `X509_NAME`.
package enum DistinguishedName {
    /// RFC 2253 text, most specific part first, everything outside printable ASCII escaped; `#` and
    /// the hex of the DER when OpenSSL cannot print it.
    package static func text(of name: OpaquePointer?) -> String {
        guard let name, let bio = fs_BIO_new_mem() else { return "" }
        defer { BIO_free(bio) }
        guard X509_NAME_print_ex(bio, name, 0, fs_XN_FLAG_RFC2253) >= 0 else {
            ErrorQueue.clear()
            return encoded(name)
        }
        var start: UnsafeMutablePointer<CChar>?
        let count = fs_BIO_mem_data(bio, &start)
        let bytes = UnsafeRawBufferPointer(start: start, count: max(0, count))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The values of one attribute, in the order of the encoding.
    static func values(of attribute: Int32, in name: OpaquePointer?) -> [String] {
        var values: [String] = []
        var position = X509_NAME_get_index_by_NID(name, attribute, -1)
        while position >= 0 {
            let entry = X509_NAME_get_entry(name, position)
            values.append(ASN1Content.text(X509_NAME_ENTRY_get_data(entry)))
            position = X509_NAME_get_index_by_NID(name, attribute, position)
        }
        return values
    }

    private static func encoded(_ name: OpaquePointer) -> String {
        var der: UnsafePointer<UInt8>?
        var count = 0
        guard X509_NAME_get0_der(name, &der, &count) == 1, let der else { return "#" }
        return "#" + ASN1Content.hex(UnsafeBufferPointer(start: der, count: count))
    }
}
