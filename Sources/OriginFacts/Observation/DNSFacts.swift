/// What the resolver said about one name.
public struct DNSFacts: Hashable, Sendable {
    /// The name asked for, A-label form.
    public var name: String
    public var ipv4: DNSAnswer
    public var ipv6: DNSAnswer
    /// The CNAME chain in order, from the asked name's own target to the last.
    public var aliases: [String]
    public var milliseconds: Int

    package init(
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

/// The answer to one query, A or AAAA. Each reason for no address is its own case.
public enum DNSAnswer: Hashable, Sendable {
    /// Not empty.
    case addresses([IPAddress])
    /// The name exists and has no record of this type (RFC 2308 NODATA).
    case noData
    /// The name does not exist (RFC 1035 RCODE 3).
    case nameError
    /// RCODE 2.
    case serverFailure
    /// RCODE 5.
    case refused
    case timedOut(afterMilliseconds: Int)
    /// Not a valid DNS name: a label over 63 bytes, a name over 253.
    case badName
    /// An answer that is not DNS, or is truncated or inconsistent.
    case malformed
    /// No resolver could be reached from here.
    case noResolver
    case notAsked

    public var addresses: [IPAddress] {
        switch self {
        case .addresses(let addresses): addresses
        case .noData, .nameError, .serverFailure, .refused, .timedOut, .badName, .malformed,
            .noResolver, .notAsked:
            []
        }
    }
}
