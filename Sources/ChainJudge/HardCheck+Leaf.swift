internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Rules about what a leaf is.
extension HardCheck {
    static let leafVersion = HardCheck(
        id: "leaf-version", edge: .unknown, source: "RFC 5280 section 4.1.2.1"
    ) { path in
        path.leaf(where: { $0.version != 3 && X509_get_ext_count($0.pointer) == 0 }) {
            "a version \($0.version) certificate"
        }
    }

    static let extensionsNeedVersion = HardCheck(
        id: "extensions-without-v3", edge: .refuses,
        source: "RFC 5280 section 4.1.2.9; BoringSSL crypto/x509/x_x509.cc"
    ) { path in
        path.signed.filter { $0.version != 3 && X509_get_ext_count($0.pointer) > 0 }.map {
            .malformed(
                certificate: $0.subject,
                detail: "extensions in a version \($0.version) certificate")
        }
    }

    static let leafSignsCertificates = HardCheck(
        id: "leaf-key-cert-sign", edge: .unknown, source: "RFC 5280 section 4.2.1.3"
    ) { path in
        path.leaf(where: {
            !$0.isAuthority && ($0.keyUsage ?? 0) & UInt32(KU_KEY_CERT_SIGN) != 0
        }) { _ in "keyCertSign in a certificate that is no CA" }
    }

    static let leafConstrainsNames = HardCheck(
        id: "leaf-name-constraints", edge: .unknown, source: "RFC 5280 section 4.2.1.10"
    ) { path in
        path.leaf(where: {
            !$0.isAuthority && X509_get_ext_by_NID($0.pointer, NID_name_constraints, -1) >= 0
        }) { _ in "name constraints in a certificate that is no CA" }
    }

    /// OpenSSL lets server-gated cryptography stand for serverAuth, BoringSSL does not.
    static let serverPurpose = HardCheck(
        id: "server-purpose", edge: .refuses,
        source: "RFC 5280 section 4.2.1.12; BoringSSL crypto/x509/v3_purp.cc"
    ) { path in
        path.signed.filter {
            let usage = X509_get_extension_flags($0.pointer) & UInt32(EXFLAG_XKUSAGE)
            return usage != 0
                && X509_get_extended_key_usage($0.pointer) & UInt32(XKU_SSL_SERVER) == 0
        }.map { .wrongPurpose(certificate: $0.subject) }
    }
}

extension CertificateHandle {
    /// Whether the basic constraints say CA.
    var isAuthority: Bool {
        if case .authority = basicConstraints { true } else { false }
    }
}

extension FoundPath {
    /// The leaf's breach of a rule of form, if it breaks it.
    fileprivate func leaf(
        where isBroken: (CertificateHandle) -> Bool, detail: (CertificateHandle) -> String
    ) -> [ChainDefect] {
        guard let leaf = certificates.first, isBroken(leaf) else { return [] }
        return [.malformed(certificate: leaf.subject, detail: detail(leaf))]
    }
}
