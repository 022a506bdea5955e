/// Cloudflare's SSL/TLS encryption modes, weakest first
/// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes). The raw values are this
/// project's own, for JSON and the command line.
public enum EncryptionMode: String, Hashable, Sendable, CaseIterable, Comparable {
    case off
    case flexible
    case full
    case strict
    /// Strict (SSL-Only Origin Pull); Enterprise only.
    case sslOnly = "ssl-only"

    /// The value Cloudflare's API uses for the zone setting `ssl`.
    public var apiValue: String {
        switch self {
        case .off: "off"
        case .flexible: "flexible"
        case .full: "full"
        case .strict: "strict"
        case .sslOnly: "origin_pull"
        }
    }

    public static func < (weaker: EncryptionMode, stronger: EncryptionMode) -> Bool {
        weaker.rank < stronger.rank
    }

    private var rank: Int {
        switch self {
        case .off: 0
        case .flexible: 1
        case .full: 2
        case .strict: 3
        case .sslOnly: 4
        }
    }
}

/// The settings of the zone that the user has specified.
public struct EdgeSettings: Hashable, Sendable {
    public var alwaysUseHTTPS: Switch
    /// Whether the visitor's browser has stored HSTS for the name.
    public var hsts: Switch
    /// Whether Strict (SSL-Only) is available to the zone, which requires the Enterprise plan.
    public var isEnterprise: Bool

    /// A setting of the zone.
    public enum Switch: String, Hashable, Sendable, CaseIterable {
        case on
        case off
        case unknown
    }

    /// Creates settings; those not specified are unknown.
    public init(
        alwaysUseHTTPS: Switch = .unknown, hsts: Switch = .unknown, isEnterprise: Bool = false
    ) {
        self.alwaysUseHTTPS = alwaysUseHTTPS
        self.hsts = hsts
        self.isEnterprise = isEnterprise
    }
}
