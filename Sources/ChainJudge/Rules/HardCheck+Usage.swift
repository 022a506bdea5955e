internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Rules about what a leaf's key may be used for in a handshake.
extension HardCheck {
    /// BoringSSL's client wants digitalSignature, where there is a key usage at all, from every leaf
    /// under TLS 1.3 and from every key but RSA's before; from RSA keys before it depends on a setting
    /// and on the suite. Then the handshake fails: 525, in Full too. Whether the edge is set up so is
    /// not documented, and OpenSSL lets keyEncipherment or keyAgreement alone pass.
    static let leafSigns = HardCheck(
        id: "leaf-digital-signature", edge: .unknown,
        source: "RFC 8446 section 4.4.2.2; BoringSSL ssl/tls13_both.cc tls13_process_certificate, "
            + "ssl/handshake_client.cc do_send_client_key_exchange",
        subject: .certificates([.leaf]) {
            let usage = X509_get_key_usage($0.pointer)
            return usage != UInt32.max && usage & UInt32(KU_DIGITAL_SIGNATURE) == 0
                ? .wrongPurpose(certificate: $0.subject) : nil
        })
}
