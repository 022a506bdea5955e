internal import OpenSSLSupport
internal import OriginFacts

extension CertificateHandle {
    /// The certified key as a fact.
    var keyFacts: KeyFacts {
        switch publicKey {
        case .rsa(let bits): .rsa(bits: bits)
        case .rsaPSS(let bits): .rsaPSS(bits: bits)
        case .ec(let curve): .ec(curve: curve)
        case .ed25519: .ed25519
        case .ed448: .ed448
        case .other(let algorithm): .other(algorithm: algorithm)
        }
    }
}
