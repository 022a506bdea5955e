/// How an exchange failed after the connection (and handshake) stood.
public enum ExchangeFailure: Hashable, Sendable {
    /// Closed without a byte of an answer.
    case empty
    /// Bytes that are no HTTP; at most 64 of them are kept.
    case malformed(firstBytes: [UInt8], reason: String)
    /// The head went over the edge's 128 KiB.
    case headerTooLarge(bytes: Int)
    /// RST; `bytesReceived` counts the answer's bytes before it.
    case reset(bytesReceived: Int)
    /// No complete head within the time; `bytesReceived` 0 means silence.
    case timedOut(afterMilliseconds: Int, bytesReceived: Int)
    /// Closed inside the head.
    case closedInHeader(bytesReceived: Int)
    /// HTTP/2 that breaks its own rules: the frame or error that proves it.
    case http2(reason: String)
    /// A fatal TLS alert in place of an answer: TLS 1.3 reports a missing client certificate here.
    case alert(TLSAlert)
}
