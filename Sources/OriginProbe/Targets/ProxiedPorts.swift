/// The ports Cloudflare proxies, which decide whose port a number in a target is: the visitor's, or
/// only the origin's (developers.cloudflare.com/fundamentals/reference/network-ports). The lists are
/// policy, so they come in as arguments.
package struct ProxiedPorts: Hashable, Sendable {
    package var http: Set<UInt16>
    package var https: Set<UInt16>

    /// The two lists.
    package init(http: Set<UInt16>, https: Set<UInt16>) {
        self.http = http
        self.https = https
    }
}
