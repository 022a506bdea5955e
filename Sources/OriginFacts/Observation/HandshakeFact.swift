/// What came of the edge's handshake with one address. Indirect, because observations are handed from function
/// to function: a copy is then one reference.
public enum HandshakeFact: Hashable, Sendable {
    indirect case completed(TLSSession)
    indirect case failed(HandshakeFailure, seen: PartialHandshake)
    case notTested(NotTested)
}
