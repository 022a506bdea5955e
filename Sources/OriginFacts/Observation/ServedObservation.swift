/// The certificates served by every address behind a name.
public struct ServedObservation: Hashable, Sendable {
    public var target: Target
    /// The result of the DNS lookup; nil if the user gave addresses.
    public var dns: DNSFacts?
    /// The addresses in the order they were found, IPv4 first.
    public var addresses: [ServedAddress]

    package init(target: Target, dns: DNSFacts? = nil, addresses: [ServedAddress] = []) {
        self.target = target
        self.dns = dns
        self.addresses = addresses
    }
}

/// The certificates that one address served over several concurrent connections.
public struct ServedAddress: Hashable, Sendable {
    public var address: IPAddress
    /// The reason the address was not contacted; nil if it was contacted.
    public var refusal: NotTested?
    public var handshakes: [ServedHandshake]
    /// The Server header from one response; nil if no such header arrived in time.
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

/// The certificates that one connection to an address received.
public enum ServedHandshake: Hashable, Sendable {
    /// The chain as sent, leaf first, and the SHA-256 of the leaf's SubjectPublicKeyInfo.
    case shown([CertificateFacts], keySHA256: [UInt8])
    /// No handshake completed.
    case failed(ConnectionFact, HandshakeFact)
}
