package import OriginFacts

/// The names a certificate may carry to be accepted: "requested or target hostname"
/// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict).
package struct AcceptableNames: Hashable, Sendable {
    /// The host of the visitor's URL.
    package var requested: HostName
    /// The contents of proxied CNAME records, where known; names as DNS holds them.
    package var targets: [String]

    /// The names a certificate may carry for one visitor.
    package init(requested: HostName, targets: [String] = []) {
        self.requested = requested
        self.targets = targets
    }
}
