/// What the resolver said about one name.
public struct DNSFacts: Hashable, Sendable {
    /// The name asked for, A-label form.
    public var name: String
    public var ipv4: DNSAnswer
    public var ipv6: DNSAnswer
    /// The CNAME chain in order, from the asked name's own target to the last.
    public var aliases: [String]
    public var milliseconds: Int

    /// The facts of one lookup.
    public init(
        name: String, ipv4: DNSAnswer, ipv6: DNSAnswer, aliases: [String] = [],
        milliseconds: Int = 0
    ) {
        self.name = name
        self.ipv4 = ipv4
        self.ipv6 = ipv6
        self.aliases = aliases
        self.milliseconds = milliseconds
    }

    /// Every address of both families, IPv4 first, in the order the answers gave them.
    public var addresses: [IPAddress] {
        ipv4.addresses + ipv6.addresses
    }
}
