/// What may vary in the edge's ClientHello.
package struct EdgeHello: Sendable {
    package var keyExchange: EdgeKeyExchange
    package var offer: HelloOffer
    /// Ask for a stapled OCSP response (RFC 6066 section 8).
    package var asksForOCSPStaple: Bool
    /// The certificate of Authenticated Origin Pulls; nil: none is sent when the origin asks.
    package var clientIdentity: ClientIdentity?

    /// The default hello of a zone.
    package init(
        keyExchange: EdgeKeyExchange = .postQuantumSupported, offer: HelloOffer = .edge,
        asksForOCSPStaple: Bool = false,
        clientIdentity: ClientIdentity? = nil
    ) {
        self.keyExchange = keyExchange
        self.offer = offer
        self.asksForOCSPStaple = asksForOCSPStaple
        self.clientIdentity = clientIdentity
    }
}
