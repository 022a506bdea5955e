/// The behaviour of a hostile port on each connection: it sends one malformed reply, then FIN.
enum HostileReply: Sendable {
    /// These bytes in cleartext, as soon as the client has sent a byte.
    case says([UInt8])
    /// A TLS handshake in which one flight of the server is corrupted, depending on the seed.
    case breaksFlight(seed: UInt64)
    /// A valid handshake, then these bytes after the request.
    case saysInsideTLS([UInt8], isHTTP2: Bool)
}
