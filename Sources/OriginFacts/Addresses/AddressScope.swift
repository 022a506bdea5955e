/// The type of an address according to the IANA special-purpose registries (RFC 6890 and updates).
public enum AddressScope: String, Hashable, Sendable, CaseIterable {
    case global
    case loopback
    case privateUse
    case sharedCarrier
    case linkLocal
    /// A cloud provider's instance metadata service: 169.254.169.254, fd00:ec2::254.
    case metadata
    case uniqueLocal
    case unspecified
    case multicast
    case documentation
    case benchmarking
    case ipv4Mapped
    case nat64
    case reserved
}

extension AddressScope {
    /// Whether the address is meaningful only to nearby machines. Such an address is never dialled
    /// if it came from DNS or from an origin's response.
    public var isGuarded: Bool {
        self != .global
    }
}

extension IPAddress {
    /// The scope of the narrowest special-purpose block that contains the address; `global` if
    /// there is none.
    public var scope: AddressScope {
        AddressScopeTable.rows.first { $0.block.contains(self) }?.scope ?? .global
    }
}

/// The special-purpose blocks, narrowest first; the first block that contains an address gives its
/// scope. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190).
enum AddressScopeTable {
    struct Row {
        let block: IPPrefix
        let scope: AddressScope
    }

    // swift-format-ignore
    private static let blocks: [(String, AddressScope)] = [
        ("169.254.169.254/32",  .metadata),      // cloud instance metadata, by convention
        ("fd00:ec2::254/128",   .metadata),      // AWS IMDS over IPv6
        ("0.0.0.0/8",           .unspecified),   // RFC 791: this network
        ("10.0.0.0/8",          .privateUse),    // RFC 1918
        ("100.64.0.0/10",       .sharedCarrier), // RFC 6598
        ("127.0.0.0/8",         .loopback),      // RFC 1122
        ("169.254.0.0/16",      .linkLocal),     // RFC 3927
        ("172.16.0.0/12",       .privateUse),    // RFC 1918
        ("192.0.0.0/24",        .reserved),      // RFC 6890
        ("192.0.2.0/24",        .documentation), // RFC 5737
        ("192.88.99.0/24",      .reserved),      // RFC 7526: deprecated 6to4 relay anycast
        ("192.168.0.0/16",      .privateUse),    // RFC 1918
        ("198.18.0.0/15",       .benchmarking),  // RFC 2544
        ("198.51.100.0/24",     .documentation), // RFC 5737
        ("203.0.113.0/24",      .documentation), // RFC 5737
        ("224.0.0.0/4",         .multicast),     // RFC 1112
        ("240.0.0.0/4",         .reserved),      // RFC 1112
        ("::/128",              .unspecified),   // RFC 4291
        ("::1/128",             .loopback),      // RFC 4291
        ("::ffff:0:0/96",       .ipv4Mapped),    // RFC 4291
        ("::/96",               .reserved),      // RFC 4291: deprecated IPv4-compatible
        ("64:ff9b::/96",        .nat64),         // RFC 6052
        ("64:ff9b:1::/48",      .nat64),         // RFC 8215
        ("100::/64",            .reserved),      // RFC 6666: discard only
        ("100:0:0:1::/64",      .reserved),      // RFC 9780: dummy prefix
        ("2001:2::/48",         .benchmarking),  // RFC 5180
        ("2001:db8::/32",       .documentation), // RFC 3849
        ("2001::/23",           .reserved),      // RFC 2928: IETF protocol assignments
        ("2002::/16",           .reserved),      // RFC 3056: 6to4 carries any IPv4 address
        ("3fff::/20",           .documentation), // RFC 9637
        ("5f00::/16",           .reserved),      // RFC 9602: SRv6 SIDs
        ("fc00::/7",            .uniqueLocal),   // RFC 4193
        ("fe80::/10",           .linkLocal),     // RFC 4291
        ("fec0::/10",           .reserved),      // RFC 3879: deprecated site-local
        ("ff00::/8",            .multicast),     // RFC 4291
    ]

    static let rows: [Row] = blocks.compactMap { text, scope in
        IPPrefix(text).map { Row(block: $0, scope: scope) }
    }
}
