internal import OpenSSLSupport
internal import OriginFacts

extension HardCheck {
    /// OpenSSL below security level 1 verifies MD5; BoringSSL takes neither MD4 nor MD5 there.
    static let brokenDigest = HardCheck(
        id: "broken-digest", edge: .refuses,
        source: "RFC 6151; BoringSSL crypto/x509/algorithm.cc x509_digest_nid_ok",
        subject: .certificates(.signed) {
            $0.signatureDigest == .broken
                ? .brokenSignatureAlgorithm(
                    certificate: $0.subject, algorithm: $0.handle.signatureAlgorithm)
                : nil
        })
}
