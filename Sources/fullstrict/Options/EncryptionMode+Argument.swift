public import ArgumentParser
public import EdgePolicy
public import OriginFacts
internal import TLSEngine

extension EncryptionMode: ExpressibleByArgument {}

extension EdgeSettings.Switch: ExpressibleByArgument {}

extension UnixTime: ExpressibleByArgument {
    /// Epoch seconds, a date or an RFC 3339 time.
    public init?(argument: String) {
        self.init(parsing: argument)
    }
}

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
