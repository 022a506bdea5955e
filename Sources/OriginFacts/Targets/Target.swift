/// A host to check, complete and validated, so that later code need not check it again.
public struct Target: Hashable, Sendable {
    /// The target as the user wrote it; every report shows it.
    public var input: String
    public var host: HostName
    /// The ports in the URLs that visitors use. Flexible treats an HTTPS port other than 443 like
    /// Full (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/flexible).
    public var visitorPorts: PortPair
    /// The ports the origin listens on. An Origin Rule may make them different from the visitors'
    /// ports.
    public var originPorts: PortPair
    /// The server name in the ClientHello; nil means the host itself.
    public var serverName: String?
    /// Other names that a certificate may contain: the content of the proxied CNAME record.
    public var alsoNames: [String]
    public var addressing: Addressing
    /// The path and query of the request, beginning with `/`.
    public var path: String

    /// Creates a target on the default ports; by default, its addresses come from DNS.
    package init(input: String, host: HostName, addressing: Addressing = .dns) {
        self.input = input
        self.host = host
        self.visitorPorts = PortPair(http: 80, https: 443)
        self.originPorts = PortPair(http: 80, https: 443)
        self.serverName = nil
        self.alsoNames = []
        self.addressing = addressing
        self.path = "/"
    }

    /// The name sent as SNI; nil for an address because RFC 6066 section 3 forbids literals.
    public var sentServerName: String? {
        if let serverName { return serverName }
        switch host {
        case .name(let ascii, _): return ascii
        case .address: return nil
        }
    }
}

/// The host in a visitor's URL: validated, lower case, in A-label form, without a trailing dot.
public enum HostName: Hashable, Sendable {
    /// A DNS name. `ascii` is used in DNS, SNI and Host; `unicode` is shown to people (both are the
    /// same if the name has no internationalised label). See RFC 5890 for A-labels.
    case name(ascii: String, unicode: String)
    case address(IPAddress)

    /// The form used on the wire: the A-label form, or the address without brackets.
    public var ascii: String {
        switch self {
        case .name(let ascii, _): ascii
        case .address(let address): address.description
        }
    }

    /// The form used in a URL or a Host header, with an IPv6 address in brackets.
    public var inURL: String {
        switch self {
        case .name(let ascii, _): ascii
        case .address(let address):
            address.family == .ipv6 ? "[\(address)]" : address.description
        }
    }
}

/// The source of the origin's addresses.
public enum Addressing: Hashable, Sendable {
    /// The A and AAAA records of the host itself.
    case dns
    /// Addresses from an option or a list, which are dialled regardless of their scope.
    case given([IPAddress])
    /// Another name that is resolved in place of the host (`--connect-to`), such as a CNAME target
    /// or a load balancer's pool member.
    case connectTo(HostName)

    /// Whether the user specified the origin, so that it does not come from public DNS.
    public var isGivenByOwner: Bool {
        switch self {
        case .dns: false
        case .given, .connectTo: true
        }
    }
}

/// A cleartext port and a TLS port.
public struct PortPair: Hashable, Sendable {
    public var http: UInt16
    public var https: UInt16

    public init(http: UInt16, https: UInt16) {
        self.http = http
        self.https = https
    }

    public subscript(scheme: VisitorScheme) -> UInt16 {
        get {
            switch scheme {
            case .http: http
            case .https: https
            }
        }
        set {
            switch scheme {
            case .http: http = newValue
            case .https: https = newValue
            }
        }
    }
}

/// The vantage point from which the check was made.
public struct Vantage: Hashable, Sendable {
    /// Whether this machine has a global IPv4 route.
    public var hasIPv4Route: Bool
    public var hasIPv6Route: Bool
    /// Whether the user states that this machine is the origin itself, so that no external firewall
    /// is in between.
    public var isOrigin: Bool

    /// Creates a vantage point; by default, it is not the origin and has both routes.
    package init(hasIPv4Route: Bool = true, hasIPv6Route: Bool = true, isOrigin: Bool = false) {
        self.hasIPv4Route = hasIPv4Route
        self.hasIPv6Route = hasIPv6Route
        self.isOrigin = isOrigin
    }

    /// Whether this machine can reach addresses of the given family.
    public func hasRoute(_ family: IPAddress.Family) -> Bool {
        switch family {
        case .ipv4: hasIPv4Route
        case .ipv6: hasIPv6Route
        }
    }
}

/// The scheme of the visitor's URL, which the edge also sends as `X-Forwarded-Proto`.
public enum VisitorScheme: String, Hashable, Sendable, CaseIterable {
    case http
    case https

    /// The default port of the scheme: 80 or 443.
    public var defaultPort: UInt16 {
        switch self {
        case .http: 80
        case .https: 443
        }
    }
}
