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
    public init(input: String, host: HostName, addressing: Addressing = .dns) {
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
