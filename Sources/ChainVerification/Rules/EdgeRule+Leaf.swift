internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Rules about leaves.
extension EdgeRule {
    static let leafVersion = EdgeRule(
        id: "leaf-version", edge: .unknown, source: "RFC 5280 section 4.1.2.1",
        subject: .certificates([.leaf]) {
            $0.handle.version != 3 && X509_get_ext_count($0.pointer) == 0
                ? $0.malformed("a version \($0.handle.version) certificate") : nil
        })

    static let extensionsNeedVersion = EdgeRule(
        id: "extensions-without-v3", edge: .refuses,
        source:
            "RFC 5280 section 4.1.2.9; BoringSSL crypto/x509/x_x509.cc X509_parse_with_algorithms",
        subject: .certificates(.signed) {
            $0.handle.version != 3 && X509_get_ext_count($0.pointer) > 0
                ? $0.malformed("extensions in a version \($0.handle.version) certificate") : nil
        })

    static let leafSignsCertificates = EdgeRule(
        id: "leaf-key-cert-sign", edge: .unknown, source: "RFC 5280 section 4.2.1.3",
        subject: .certificates([.leaf]) {
            let usage = X509_get_key_usage($0.pointer)
            return usage != UInt32.max && usage & UInt32(KU_KEY_CERT_SIGN) != 0 && !$0.isAuthority
                ? $0.malformed("keyCertSign in a certificate that is no CA") : nil
        })

    static let leafConstrainsNames = EdgeRule(
        id: "leaf-name-constraints", edge: .unknown, source: "RFC 5280 section 4.2.1.10",
        subject: .certificates([.leaf]) {
            X509_get_ext_by_NID($0.pointer, NID_name_constraints, -1) >= 0 && !$0.isAuthority
                ? $0.malformed("name constraints in a certificate that is no CA") : nil
        })

    /// OpenSSL accepts server-gated cryptography in place of serverAuth; BoringSSL does not.
    static let serverPurpose = EdgeRule(
        id: "server-purpose", edge: .refuses,
        source: "RFC 5280 section 4.2.1.12; "
            + "BoringSSL crypto/x509/v3_purp.cc check_purpose_ssl_server",
        subject: .certificates(.signed) {
            let isLimited = X509_get_extension_flags($0.pointer) & UInt32(EXFLAG_XKUSAGE) != 0
            let usage = X509_get_extended_key_usage($0.pointer)
            return isLimited && usage & UInt32(XKU_SSL_SERVER) == 0
                ? .wrongPurpose(certificate: $0.subject) : nil
        })
}

extension JudgedCertificate {
    /// Returns a defect in the form of a certificate.
    func malformed(_ detail: String) -> ChainDefect {
        .malformed(certificate: subject, detail: detail)
    }
}

/// Rules about the uses of a leaf's key in a handshake.
extension EdgeRule {
    /// If there is a key usage, BoringSSL's client requires digitalSignature for every leaf in TLS
    /// 1.3 and for every non-RSA key in earlier versions. For RSA keys before TLS 1.3, the
    /// requirement depends on a setting and on the suite. Without digitalSignature the handshake
    /// fails: 525, in Full too. Whether the edge is configured this way is not documented. OpenSSL
    /// accepts keyEncipherment or keyAgreement alone.
    static let leafSigns = EdgeRule(
        id: "leaf-digital-signature", edge: .unknown,
        source: "RFC 8446 section 4.4.2.2; BoringSSL ssl/tls13_both.cc tls13_process_certificate, "
            + "ssl/handshake_client.cc do_send_client_key_exchange",
        subject: .certificates([.leaf]) {
            let usage = X509_get_key_usage($0.pointer)
            return usage != UInt32.max && usage & UInt32(KU_DIGITAL_SIGNATURE) == 0
                ? .wrongPurpose(certificate: $0.subject) : nil
        })
}
