internal import COpenSSL

extension CertificateHandle {
    /// Whether there is a SAN extension at all, readable or not.
    package var hasAlternativeNames: Bool {
        X509_get_ext_by_NID(pointer, NID_subject_alt_name, -1) >= 0
    }

    /// The names of all SAN extensions; nil when there is none, empty when none can be read.
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

/// A decoded `GENERAL_NAMES`; freed when it is let go.
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
