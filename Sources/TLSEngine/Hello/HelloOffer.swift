/// How much a ClientHello offers.
package enum HelloOffer: Hashable, Sendable {
    /// What the edge offers, no more.
    case edge
    /// Every suite, group and signature algorithm the linked OpenSSL knows: to find out what an origin
    /// wants that refused the edge's offer.
    case everything
}
