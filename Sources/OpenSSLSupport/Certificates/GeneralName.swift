internal import COpenSSL

/// A view of one `GENERAL_NAME`; valid while the list it stands in is.
struct GeneralName {
    /// GEN_DNS, GEN_URI, GEN_IPADD, ….
    let kind: Int32
    private let value: UnsafeMutableRawPointer?

    init(_ name: UnsafePointer<GENERAL_NAME>?) {
        var kind: Int32 = -1
        value = name.flatMap { GENERAL_NAME_get0_value($0, &kind) }
        self.kind = kind
    }

    /// The content of the kinds that are one string of bytes; empty for all others.
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
