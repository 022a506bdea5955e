/// A kind of key pair the forge makes.
package enum KeyKind: Hashable, Sendable {
    case rsa(bits: Int)
    /// An RSASSA-PSS key without parameters (RFC 4055).
    case rsaPSS(bits: Int)
    case p256
    case p384
    case p521
    /// Any curve OpenSSL knows, by its name for it: `secp256k1`.
    case curve(String)
    case ed25519
    case ed448

    /// OpenSSL's name of the algorithm.
    var algorithm: String {
        switch self {
        case .rsa: "RSA"
        case .rsaPSS: "RSA-PSS"
        case .p256, .p384, .p521, .curve: "EC"
        case .ed25519: "ED25519"
        case .ed448: "ED448"
        }
    }

    /// OpenSSL's name of the curve, where there is a choice.
    var group: String? {
        switch self {
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        case .curve(let name): name
        case .rsa, .rsaPSS, .ed25519, .ed448: nil
        }
    }
}
