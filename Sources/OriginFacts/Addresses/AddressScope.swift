/// What kind of address it is, by the IANA special-purpose registries (RFC 6890 and updates).
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
    /// Whether only machines near this one can be meant: such an address is never dialled when it
    /// came out of DNS or out of something an origin said.
    public var isGuarded: Bool {
        self != .global
    }
}

extension IPAddress {
    /// The narrowest special-purpose block that holds the address; `global` when there is none.
    public var scope: AddressScope {
        AddressScopeTable.rows.first { $0.block.contains(self) }?.scope ?? .global
    }
}
