internal import OpenSSLSupport
internal import OriginFacts

extension HardCheck {
    /// OpenSSL below security level 1 verifies MD5; BoringSSL has no MD5 signatures in certificates.
    static let brokenDigest = HardCheck(
        id: "broken-digest", edge: .refuses, source: "RFC 6151; BoringSSL crypto/x509/algorithm.cc",
        subject: .certificates(.signed) {
            $0.signatureDigest == .broken
                ? .brokenSignatureAlgorithm(
                    certificate: $0.subject, algorithm: $0.handle.signatureAlgorithm)
                : nil
        })
}
