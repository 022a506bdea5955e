/// Which certificates every address behind a name showed: facts only.
public struct ServedObservation: Hashable, Sendable {
    public var target: Target
    /// The lookup; nil when addresses were given.
    public var dns: DNSFacts?
    /// In the order found, IPv4 first.
    public var addresses: [ServedAddress]

    /// An observation of one name.
    public init(target: Target, dns: DNSFacts? = nil, addresses: [ServedAddress] = []) {
        self.target = target
        self.dns = dns
        self.addresses = addresses
    }
}
