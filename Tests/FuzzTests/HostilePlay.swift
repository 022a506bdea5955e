/// What a hostile port does on each connection: one broken reply, then FIN.
enum HostilePlay: Sendable {
    /// These bytes in clear, as soon as the client has spoken.
    case says([UInt8])
    /// A TLS handshake in which one flight of the server's is changed; the seed says which and how.
    case breaksFlight(seed: UInt64)
    /// A sound handshake; inside it these bytes, after the request.
    case saysInsideTLS([UInt8], isHTTP2: Bool)
}
