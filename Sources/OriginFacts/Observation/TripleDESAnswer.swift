/// What an origin said to a ClientHello made by hand that offers `DES-CBC3-SHA` alone: the one suite of
/// the edge's list that many builds of OpenSSL lack.
public enum TripleDESAnswer: Hashable, Sendable {
    /// A ServerHello that chooses it, for TLS 1.0, 1.1 or 1.2.
    case chosen(TLSVersion)
    /// An alert, an end, or a ServerHello nobody asked for.
    case notChosen
}
