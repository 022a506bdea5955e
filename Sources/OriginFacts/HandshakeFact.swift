/// What came of the edge's handshake with one address.
public enum HandshakeFact: Hashable, Sendable {
    case completed(TLSSession)
    case failed(HandshakeFailure, seen: PartialHandshake)
    case notTested(NotTested)
}
