/// How a handshake failed. Every case is the origin's doing, with the facts that prove it.
public enum HandshakeFailure: Hashable, Sendable {
    /// The origin sent a fatal alert.
    case alertReceived(TLSAlert)
    /// The origin's message was one we must refuse; the alert says how. `reason` is OpenSSL's own
    /// text for it, from a fixed vocabulary.
    case alertSent(TLSAlert, reason: String)
    /// The first bytes are no TLS record; at most 64 of them are kept.
    case notTLS(firstBytes: [UInt8])
    /// FIN before the handshake was done; `bytesReceived` tells before from after a ServerHello.
    case closed(bytesReceived: Int)
    /// RST before the handshake was done.
    case reset(bytesReceived: Int)
    case timedOut(afterMilliseconds: Int, bytesReceived: Int)
    /// A Certificate message over the limit, 100 KB (`validation.md`: the edge's limit, inferred).
    case certificateMessageTooLarge
    /// TLS that OpenSSL refused without an alert; `reason` is its own text.
    case protocolError(reason: String)
}
