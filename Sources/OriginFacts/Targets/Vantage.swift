/// Where the looking was done from.
public struct Vantage: Hashable, Sendable {
    /// Whether this machine has a global route for the family.
    public var hasIPv4Route: Bool
    public var hasIPv6Route: Bool
    /// Whether the user says that this is the origin itself: no firewall for strangers stands between.
    public var isOrigin: Bool

    /// Elsewhere, with both routes, unless said otherwise.
    public init(hasIPv4Route: Bool = true, hasIPv6Route: Bool = true, isOrigin: Bool = false) {
        self.hasIPv4Route = hasIPv4Route
        self.hasIPv6Route = hasIPv6Route
        self.isOrigin = isOrigin
    }

    /// Whether an address of that family can be reached from here at all.
    public func hasRoute(_ family: IPAddress.Family) -> Bool {
        switch family {
        case .ipv4: hasIPv4Route
        case .ipv6: hasIPv6Route
        }
    }
}
