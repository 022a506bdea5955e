/// Handshakes and requests beside the edge's own, made only to explain. No outcome is predicted from them;
/// but one predicted from a refusal is given up when `tripleDES` shows that we could not offer what was
/// wanted.
public struct DiagnosticHandshakes: Hashable, Sendable {
    /// The edge's hello without a server name; nil when it was not tried.
    public var withoutServerName: HandshakeFact?
    /// A hello with every version, suite and group the linked OpenSSL knows; nil when it was not tried,
    /// because the edge's own found something in common.
    public var everythingOffered: HandshakeFact?
    /// What came of a hello with `DES-CBC3-SHA` alone; nil when it was not tried: the linked OpenSSL
    /// offers it with the rest, or nothing was refused, or no answer came in time.
    public var tripleDES: TripleDESAnswer?
    /// The edge's request over TLS without an offer of HTTP/2, as with HTTP/2 to Origin off; nil when it
    /// was not tried, because nothing was wrong with HTTP/2.
    public var overHTTP1: HTTP1Trial?

    /// None tried, unless given.
    public init(
        withoutServerName: HandshakeFact? = nil, everythingOffered: HandshakeFact? = nil,
        overHTTP1: HTTP1Trial? = nil, tripleDES: TripleDESAnswer? = nil
    ) {
        self.withoutServerName = withoutServerName
        self.everythingOffered = everythingOffered
        self.overHTTP1 = overHTTP1
        self.tripleDES = tripleDES
    }
}
