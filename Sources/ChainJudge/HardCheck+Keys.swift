internal import OpenSSLSupport
internal import OriginFacts

/// Rules about keys. RSA from 1024 to 2047 bits is a finding: nothing says that the edge refuses it.
extension HardCheck {
    static let keyKind = HardCheck(
        id: "key-kind", edge: .refuses,
        source: "BoringSSL crypto/evp/internal.h GetDefaultEVPAlgorithms: of the keys that sign, "
            + "rsaEncryption, P-224/256/384/521, Ed25519; no Ed448 and no RSASSA-PSS keys",
        subject: .certificates(.all) {
            switch $0.key {
            case .rsa, p224: nil
            case let key where keysInHandshakes.contains(key): nil
            default: .unusableKey(certificate: $0.subject, key: $0.key)
            }
        })

    /// A P-224 key certifies others and cannot be a server's own.
    static let leafKeyKind = HardCheck(
        id: "leaf-key-kind", edge: .refuses,
        source: "BoringSSL ssl/ssl_privkey.cc ssl_parse_peer_subject_public_key_info: RSA, "
            + "P-256/384/521, Ed25519",
        subject: .certificates([.leaf]) {
            $0.key == p224 ? .unusableKey(certificate: $0.subject, key: $0.key) : nil
        })

    static let keySize = HardCheck(
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
    /// The size of an RSA key of either kind; nil for other keys.
    var rsaBits: Int? {
        switch self {
        case .rsa(let bits), .rsaPSS(let bits): bits
        case .ec, .ed25519, .ed448, .other: nil
        }
    }

    /// RSA below 2048 bits.
    var isSmallRSA: Bool {
        rsaBits.map { $0 < 2048 } == true
    }
}
