/// What did the looking, and what it could not do.
public struct ProberFacts: Hashable, Sendable {
    /// Version of fullstrict.
    public var version: String
    /// OpenSSL's own version text.
    public var openSSL: String
    /// Parts of the edge's ClientHello the linked OpenSSL cannot offer: `DES-CBC3-SHA`,
    /// `X25519MLKEM768`.
    public var notOffered: [String]
    public var connectTimeoutMilliseconds: Int
    public var timeoutMilliseconds: Int
    /// Whether the ClientHello asked for a stapled OCSP response, which the edge's is not known to do.
    public var asksForStaple = false

    /// Facts about the prober; empty for made-up observations.
    public init(
        version: String = "", openSSL: String = "", notOffered: [String] = [],
        connectTimeoutMilliseconds: Int = 5_000, timeoutMilliseconds: Int = 15_000
    ) {
        self.version = version
        self.openSSL = openSSL
        self.notOffered = notOffered
        self.connectTimeoutMilliseconds = connectTimeoutMilliseconds
        self.timeoutMilliseconds = timeoutMilliseconds
    }
}
