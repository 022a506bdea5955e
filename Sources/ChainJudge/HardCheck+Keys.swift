internal import OpenSSLSupport
internal import OriginFacts

/// Rules about keys. RSA from 1024 to 2047 bits is a finding: nothing says that the edge refuses it.
extension HardCheck {
    static let keyKind = HardCheck(
        id: "key-kind", edge: .refuses,
        source: "BoringSSL crypto/evp: RSA, P-224/256/384/521, Ed25519; Baseline Requirements 6.1.5"
    ) { path in
        path.keys { !$0.isRSA && !edgeCurves.contains($0) && $0 != p224 && $0 != .ed448 }
    }

    static let keySize = HardCheck(
        id: "key-size", edge: .unknown, source: "Baseline Requirements 6.1.5"
    ) { path in
        path.keys { $0 == p224 || $0.isTinyRSA }
    }

    private static let p224 = KeyFacts.ec(curve: "secp224r1")
    private static let edgeCurves: Set<KeyFacts> = [
        .ec(curve: "prime256v1"), .ec(curve: "secp384r1"), .ec(curve: "secp521r1"), .ed25519,
    ]
}

extension FoundPath {
    fileprivate func keys(where isBroken: (KeyFacts) -> Bool) -> [ChainDefect] {
        certificates.compactMap { certificate in
            let key = certificate.keyFacts
            return isBroken(key) ? .unusableKey(certificate: certificate.subject, key: key) : nil
        }
    }
}

extension KeyFacts {
    fileprivate var isRSA: Bool {
        switch self {
        case .rsa, .rsaPSS: true
        case .ec, .ed25519, .ed448, .other: false
        }
    }

    /// RSA below 1024 bits.
    fileprivate var isTinyRSA: Bool {
        switch self {
        case .rsa(let bits), .rsaPSS(let bits): bits < 1024
        case .ec, .ed25519, .ed448, .other: false
        }
    }
}
