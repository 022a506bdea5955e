/// What the owner told us about the zone; unknown unless told.
public struct EdgeSettings: Hashable, Sendable {
    public var alwaysUseHTTPS: Switch
    /// The visitor's browser remembers HSTS for the name.
    public var hsts: Switch
    /// Whether the zone can use Strict (SSL-Only): Enterprise.
    public var isEnterprise: Bool

    /// A setting of the zone.
    public enum Switch: String, Hashable, Sendable, CaseIterable {
        case on
        case off
        case unknown
    }

    /// Nothing known, unless given.
    public init(
        alwaysUseHTTPS: Switch = .unknown, hsts: Switch = .unknown, isEnterprise: Bool = false
    ) {
        self.alwaysUseHTTPS = alwaysUseHTTPS
        self.hsts = hsts
        self.isEnterprise = isEnterprise
    }
}
