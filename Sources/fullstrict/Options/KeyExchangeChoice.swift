internal import ArgumentParser
internal import TLSEngine

/// `--key-exchange`: a setting of the zone
/// (developers.cloudflare.com/ssl/post-quantum-cryptography/pqc-to-origin).
enum KeyExchangeChoice: String, ExpressibleByArgument, CaseIterable {
    /// Offered, with a classical key share first.
    case auto
    case postQuantumFirst = "pq-first"
    case classical

    var hello: EdgeKeyExchange {
        switch self {
        case .auto: .postQuantumSupported
        case .postQuantumFirst: .postQuantumPreferred
        case .classical: .classical
        }
    }
}
