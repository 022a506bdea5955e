internal import OpenSSLSupport
internal import OriginFacts

/// Rules about keys. An RSA key of 1024 to 2047 bits is only a finding, because no source says that
/// the edge refuses it.
extension EdgeRule {
    static let keyKind = EdgeRule(
        id: "key-kind", edge: .refuses,
        source: "BoringSSL crypto/evp/internal.h GetDefaultEVPAlgorithms: of the keys that sign, "
            + "rsaEncryption, P-224/256/384/521, Ed25519, ML-DSA; no Ed448 and no RSASSA-PSS keys",
        subject: .certificates(.all) {
            switch $0.key {
            case .rsa, p224: nil
            case let key where keysInHandshakes.contains(key) || key.isMLDSA: nil
            default: .unusableKey(certificate: $0.subject, key: $0.key)
            }
        })

    /// Cloudflare lists ML-DSA for origins. BoringSSL reads such keys in certificates, but may not
    /// support them in handshakes.
    static let mlDSA = EdgeRule(
        id: "key-ml-dsa", edge: .unknown,
        source: "developers.cloudflare.com/ssl/post-quantum-cryptography/pqc-to-origin; BoringSSL "
            + "crypto/evp/internal.h, ssl/ssl_privkey.cc",
        subject: .certificates(.all) {
            $0.key.isMLDSA ? .unusableKey(certificate: $0.subject, key: $0.key) : nil
        })

    /// A P-224 key can sign certificates, but a server cannot use it.
    static let leafKeyKind = EdgeRule(
        id: "leaf-key-kind", edge: .refuses,
        source: "BoringSSL ssl/ssl_privkey.cc ssl_parse_peer_subject_public_key_info: RSA, "
            + "P-256/384/521, Ed25519",
        subject: .certificates([.leaf]) {
            $0.key == p224 ? .unusableKey(certificate: $0.subject, key: $0.key) : nil
        })

    static let keySize = EdgeRule(
        id: "key-size", edge: .unknown, source: "Baseline Requirements 6.1.5",
        subject: .certificates(.all) {
            $0.key == p224 || $0.key.rsaBits.map { $0 < 1024 } == true
                ? .unusableKey(certificate: $0.subject, key: $0.key) : nil
        })

    private static let p224 = KeyFacts.ec(curve: "secp224r1")
    private static let keysInHandshakes: Set<KeyFacts> = [
        .ec(curve: "prime256v1"), .ec(curve: "secp384r1"), .ec(curve: "secp521r1"), .ed25519,
    ]
}

extension KeyFacts {
    /// The size of an RSA key, including RSASSA-PSS; nil for other keys.
    var rsaBits: Int? {
        switch self {
        case .rsa(let bits), .rsaPSS(let bits): bits
        case .ec, .ed25519, .ed448, .other: nil
        }
    }

    /// Whether the key is ML-DSA (FIPS 204), by OpenSSL's name or, before OpenSSL 3.5, by its OID
    /// (RFC 9881 section 2).
    var isMLDSA: Bool {
        guard case .other(let algorithm) = self else { return false }
        return algorithm.hasPrefix("ML-DSA")
            || (17...19).contains { algorithm == "2.16.840.1.101.3.4.3.\($0)" }
    }

    /// Whether the key is RSA with fewer than 2048 bits.
    var isSmallRSA: Bool {
        rsaBits.map { $0 < 2048 } == true
    }
}

extension EdgeRule {
    /// OpenSSL accepts MD5 below security level 1; BoringSSL accepts neither MD4 nor MD5.
    static let brokenDigest = EdgeRule(
        id: "broken-digest", edge: .refuses,
        source: "RFC 6151; BoringSSL crypto/x509/algorithm.cc x509_digest_nid_ok",
        subject: .certificates(.signed) {
            $0.signatureDigest == .broken
                ? .brokenSignatureAlgorithm(
                    certificate: $0.subject, algorithm: $0.handle.signatureAlgorithm)
                : nil
        })
}
