internal import ArgumentParser
internal import CertificateForge

/// `--key-type`: the kinds Origin CA signs
/// (developers.cloudflare.com/ssl/origin-configuration/origin-ca).
enum NewKeyType: String, ExpressibleByArgument, CaseIterable {
    case ec256
    case rsa2048

    var kind: KeyKind {
        switch self {
        case .ec256: .p256
        case .rsa2048: .rsa(bits: 2_048)
        }
    }
}
