package import OriginFacts

/// The route of a visitor's request to the origin. Sources, all under
/// developers.cloudflare.com/ssl/origin-configuration/ssl-modes: off, flexible, full, full-strict,
/// ssl-only-origin-pull (read 2026-11).
package enum RouteTable {
    /// Returns the route for a mode and a visitor's URL. `port` is the URL's port, which only
    /// matters in Flexible: on an HTTPS port other than 443, Flexible acts as Full.
    // swift-format-ignore
    package static func route(
        _ mode: EncryptionMode, visitor: VisitorScheme, port: UInt16
    ) -> EdgeRoute {
        switch (mode, visitor, port) {
        case (.off,      .http,  _):   .plain            // off
        case (.off,      .https, _):   .redirectToHTTP   // off
        case (.flexible, .http,  _):   .plain            // flexible
        case (.flexible, .https, 443): .plain            // flexible
        case (.flexible, .https, _):   .tls(.any)        // flexible: other ports fall back to Full
        case (.full,     .http,  _):   .plain            // full
        case (.full,     .https, _):   .tls(.any)        // full
        case (.strict,   .http,  _):   .plain            // full-strict
        case (.strict,   .https, _):   .tls(.validated)  // full-strict
        case (.sslOnly,  .http,  _):   .tls(.validated)  // ssl-only-origin-pull
        case (.sslOnly,  .https, _):   .tls(.validated)  // ssl-only-origin-pull
        }
    }

    /// Returns the route, taking the zone's settings and the browser's HSTS into account. Always
    /// Use HTTPS (not available in Off) and HSTS both turn an http URL into https before the origin
    /// is contacted
    /// (developers.cloudflare.com/ssl/edge-certificates/additional-options/always-use-https).
    package static func route(
        _ mode: EncryptionMode, visitor: VisitorScheme, port: UInt16, settings: EdgeSettings
    ) -> EdgeRoute {
        let isUpgraded =
            settings.hsts == .on || (settings.alwaysUseHTTPS == .on && mode != .off)
        if visitor == .http, isUpgraded { return .redirectToHTTPS }
        return route(mode, visitor: visitor, port: port)
    }
}

/// The edge's handling of a visitor's request before it reaches the origin.
public enum EdgeRoute: Hashable, Sendable {
    /// Cleartext to the origin's HTTP port.
    case plain
    /// TLS to the origin's HTTPS port, with this rule for the certificate.
    case tls(CertificateRule)
    /// A redirect to `http://` from the edge itself; the origin is not contacted.
    case redirectToHTTP
    /// A redirect to `https://` from the edge itself (Always Use HTTPS).
    case redirectToHTTPS
}

/// The requirements of a mode for the origin's certificate.
public enum CertificateRule: Hashable, Sendable {
    /// Any certificate that allows the handshake to finish.
    case any
    /// Dates, trust and name are checked; a failure results in 526.
    case validated
}
