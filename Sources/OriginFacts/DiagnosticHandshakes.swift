/// Handshakes beside the edge's own, made only to explain: no outcome is predicted from them.
public struct DiagnosticHandshakes: Hashable, Sendable {
    /// The edge's hello without a server name; nil when it was not tried.
    public var withoutServerName: HandshakeFact?
    /// A hello with every version, suite and group the linked OpenSSL knows; nil when it was not tried,
    /// because the edge's own found something in common.
    public var everythingOffered: HandshakeFact?

    /// None tried, unless given.
    public init(
        withoutServerName: HandshakeFact? = nil, everythingOffered: HandshakeFact? = nil
    ) {
        self.withoutServerName = withoutServerName
        self.everythingOffered = everythingOffered
    }
}
