internal import COpenSSL

extension CertificateHandle {
    /// The subject as RFC 2253 text, most specific part first, with everything outside printable
    /// ASCII escaped. A name that OpenSSL cannot print becomes `#` and the hex of its DER.
    package var subject: String {
        DistinguishedName.text(of: X509_get_subject_name(pointer))
    }

    /// The issuer in the same form as the subject.
    package var issuer: String {
        DistinguishedName.text(of: X509_get_issuer_name(pointer))
    }

    /// The subject's CN values in order. They may contain any bytes.
    package var commonNames: [String] {
        DistinguishedName.values(of: NID_commonName, in: X509_get_subject_name(pointer))
    }

    /// The subject's O values in order. They may contain any bytes.
    package var organizations: [String] {
        DistinguishedName.values(of: NID_organizationName, in: X509_get_subject_name(pointer))
    }

    /// The subject's OU values in order. They may contain any bytes.
    package var organizationalUnits: [String] {
        DistinguishedName.values(of: NID_organizationalUnitName, in: X509_get_subject_name(pointer))
    }
}

extension CertificateHandle {
    /// Whether the certificate has a SAN extension, readable or not.
    package var hasAlternativeNames: Bool {
        X509_get_ext_by_NID(pointer, NID_subject_alt_name, -1) >= 0
    }

    /// The names in all SAN extensions; nil if there is no extension, empty if none can be read.
    package var alternativeNames: AlternativeNames? {
        guard hasAlternativeNames else { return nil }
        var names = AlternativeNames()
        var position = X509_get_ext_by_NID(pointer, NID_subject_alt_name, -1)
        while position >= 0 {
            if let list = X509V3_EXT_d2i(X509_get_ext(pointer, position)) {
                GeneralNameList(owning: OpaquePointer(list)).collect(into: &names)
            }
            position = X509_get_ext_by_NID(pointer, NID_subject_alt_name, position)
        }
        ErrorQueue.clear()
        return names
    }
}

/// A decoded `GENERAL_NAMES`, freed with this object.
private struct GeneralNameList: ~Copyable {
    private let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        GENERAL_NAMES_free(pointer)
    }

    func collect(into names: inout AlternativeNames) {
        for index in 0..<fs_sk_GENERAL_NAME_num(pointer) {
            let name = GeneralName(fs_sk_GENERAL_NAME_value(pointer, index))
            switch name.kind {
            case GEN_DNS: names.dns.append(String(decoding: name.bytes, as: UTF8.self))
            case GEN_IPADD: names.addresses.append(name.bytes)
            default: names.other += 1
            }
        }
    }
}

/// The names in the SAN extension (RFC 5280 section 4.2.1.6), as bytes from the network.
package struct AlternativeNames: Hashable, Sendable {
    /// The dNSName values. They may contain any bytes, including NULs.
    package var dns: [String] = []
    /// The iPAddress values as sent: 4 or 16 bytes if well formed.
    package var addresses: [[UInt8]] = []
    /// The number of names of other kinds.
    package var other = 0
}

/// A view of one `GENERAL_NAME`, valid as long as its list.
struct GeneralName {
    /// The kind of name: GEN_DNS, GEN_URI, GEN_IPADD, ….
    let kind: Int32
    private let value: UnsafeMutableRawPointer?

    init(_ name: UnsafePointer<GENERAL_NAME>?) {
        var kind: Int32 = -1
        value = name.flatMap { GENERAL_NAME_get0_value($0, &kind) }
        self.kind = kind
    }

    /// The content of a name that is a single string; empty for all other kinds.
    var bytes: [UInt8] {
        guard [GEN_DNS, GEN_URI, GEN_EMAIL, GEN_IPADD].contains(kind) else { return [] }
        return ASN1Content.bytes(
            value.map { UnsafePointer($0.assumingMemoryBound(to: ASN1_STRING.self)) })
    }

    /// The text of a URI; nil for every other kind.
    var url: String? {
        kind == GEN_URI ? String(decoding: bytes, as: UTF8.self) : nil
    }
}

/// Readers of an `X509_NAME`.
package enum DistinguishedName {
    /// Returns RFC 2253 text, most specific part first, with everything outside printable ASCII
    /// escaped. Returns `#` and the hex of the DER if OpenSSL cannot print the name.
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

    /// Returns the values of one attribute, in the order of the encoding.
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
