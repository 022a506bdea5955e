/// One host to look at, complete and valid: nothing downstream checks it again.
public struct Target: Hashable, Sendable {
    /// As the user wrote it; shown back in every report.
    public var input: String
    public var host: HostName
    /// The ports of the URLs visitors use. Flexible treats an HTTPS port other than 443 as Full
    /// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/flexible).
    public var visitorPorts: PortPair
    /// The ports the origin listens on; an Origin Rule may make them differ from the visitors'.
    public var originPorts: PortPair
    /// The name in the ClientHello; nil stands for the host itself.
    public var serverName: String?
    /// Further names a certificate may carry: the content of the proxied CNAME record.
    public var alsoNames: [String]
    public var addressing: Addressing
    /// Path and query of the request, beginning with `/`.
    public var path: String

    /// A target on the usual ports whose addresses come from DNS.
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

    /// The name sent as SNI: none for an address (RFC 6066 section 3 forbids literals).
    public var sentServerName: String? {
        if let serverName { return serverName }
        switch host {
        case .name(let ascii, _): return ascii
        case .address: return nil
        }
    }
}

/// The host a visitor asks for: already valid, lower case, in A-label form, without a trailing dot.
public enum HostName: Hashable, Sendable {
    /// `ascii` is what goes into DNS, SNI and Host; `unicode` is what a person reads (the same text
    /// when the name has no internationalised label). See RFC 5890 for A-labels.
    case name(ascii: String, unicode: String)
    case address(IPAddress)

    /// What goes on the wire: the A-label form, or the address without brackets.
    public var ascii: String {
        switch self {
        case .name(let ascii, _): ascii
        case .address(let address): address.description
        }
    }

    /// The form inside a URL or a Host header: an IPv6 address in brackets.
    public var inURL: String {
        switch self {
        case .name(let ascii, _): ascii
        case .address(let address):
            address.family == .ipv6 ? "[\(address)]" : address.description
        }
    }
}

/// Where the origin's addresses come from.
public enum Addressing: Hashable, Sendable {
    /// The host's own A and AAAA records.
    case dns
    /// Given by flag or list: dialled whatever their scope.
    case given([IPAddress])
    /// Another name, resolved in place of the host (`--connect-to`): a CNAME target, a load
    /// balancer's pool member.
    case connectTo(HostName)

    /// Whether the owner named the origin, rather than public DNS.
    public var isGivenByOwner: Bool {
        switch self {
        case .dns: false
        case .given, .connectTo: true
        }
    }
}

/// A plain and a TLS port.
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

/// Where the looking was done from.
public struct Vantage: Hashable, Sendable {
    /// Whether this machine has a global route for the family.
    public var hasIPv4Route: Bool
    public var hasIPv6Route: Bool
    /// Whether the user says that this is the origin itself: no firewall for strangers stands
    /// between.
    public var isOrigin: Bool

    /// Elsewhere, with both routes, unless said otherwise.
    package init(hasIPv4Route: Bool = true, hasIPv6Route: Bool = true, isOrigin: Bool = false) {
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

/// The scheme of the URL a visitor typed; also the value of `X-Forwarded-Proto` the edge sends on.
public enum VisitorScheme: String, Hashable, Sendable, CaseIterable {
    case http
    case https

    /// 80 or 443.
    public var defaultPort: UInt16 {
        switch self {
        case .http: 80
        case .https: 443
        }
    }
}
