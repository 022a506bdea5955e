/// The certificates that every address behind a name served.
public struct ServedObservation: Hashable, Sendable {
    public var target: Target
    /// The lookup; nil when addresses were given.
    public var dns: DNSFacts?
    /// In the order found, IPv4 first.
    public var addresses: [ServedAddress]

    package init(target: Target, dns: DNSFacts? = nil, addresses: [ServedAddress] = []) {
        self.target = target
        self.dns = dns
        self.addresses = addresses
    }
}

/// What one address served over several concurrent connections.
public struct ServedAddress: Hashable, Sendable {
    public var address: IPAddress
    /// Why it was not contacted; nil when it was.
    public var refusal: NotTested?
    public var handshakes: [ServedHandshake]
    /// The Server header of one answer; nil when there was none in time.
    public var server: String?

    package init(
        _ address: IPAddress, refusal: NotTested? = nil, handshakes: [ServedHandshake] = [],
        server: String? = nil
    ) {
        self.address = address
        self.refusal = refusal
        self.handshakes = handshakes
        self.server = server
    }
}

/// What one connection to an address served.
public enum ServedHandshake: Hashable, Sendable {
    /// The chain as sent, leaf first, and the SHA-256 over the leaf's SubjectPublicKeyInfo.
    case shown([CertificateFacts], keySHA256: [UInt8])
    /// No handshake completed.
    case failed(ConnectionFact, HandshakeFact)
}
