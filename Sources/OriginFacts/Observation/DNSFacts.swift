/// The resolver's answers for one name.
public struct DNSFacts: Hashable, Sendable {
    /// The name that was looked up, in A-label form.
    public var name: String
    public var ipv4: DNSAnswer
    public var ipv6: DNSAnswer
    /// The CNAME chain in order, from the target of the looked-up name to the last alias.
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

    /// All addresses from both families, IPv4 first, in the order of the answers.
    public var addresses: [IPAddress] {
        ipv4.addresses + ipv6.addresses
    }
}

/// The answer to one query, A or AAAA. Each reason for a lack of addresses has its own case.
public enum DNSAnswer: Hashable, Sendable {
    /// At least one address.
    case addresses([IPAddress])
    /// The name exists but has no record of this type (RFC 2308 NODATA).
    case noData
    /// The name does not exist (RFC 1035 RCODE 3).
    case nameError
    /// The resolver answered with RCODE 2.
    case serverFailure
    /// The resolver answered with RCODE 5.
    case refused
    case timedOut(afterMilliseconds: Int)
    /// The name is not a valid DNS name: a label exceeds 63 bytes, or the name exceeds 253.
    case badName
    /// The answer is not DNS, or it is truncated or inconsistent.
    case malformed
    /// No resolver could be reached from this machine.
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
