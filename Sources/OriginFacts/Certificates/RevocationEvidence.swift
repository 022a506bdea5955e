/// What revocation is judged by. Kept apart from the chain: it says nothing that the edge is known to ask.
public struct RevocationEvidence: Hashable, Sendable {
    /// What the server stapled; nil when no staple was asked for.
    public var staple: Staple?
    /// The lists at hand; nil when none were asked for.
    public var lists: [RevocationList]?

    /// Evidence of either kind.
    public init(staple: Staple? = nil, lists: [RevocationList]? = nil) {
        self.staple = staple
        self.lists = lists
    }

    /// The server's answer to a request for a staple (RFC 6066 section 8).
    public enum Staple: Hashable, Sendable {
        /// It sent none, which most servers do and nobody minds.
        case absent
        /// It was not asked for one: a saved observation of a run that did not.
        case notAsked
        /// An OCSP response in DER, as sent (RFC 6960).
        case sent([UInt8])
    }
}
