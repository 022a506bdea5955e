/// What a hostile port does on each connection: sends one malformed reply, then FIN.
enum HostileReply: Sendable {
    /// Sends these bytes in cleartext, as soon as the client has sent something.
    case says([UInt8])
    /// A TLS handshake in which one flight of the server is corrupted, depending on the seed.
    case breaksFlight(seed: UInt64)
    /// A valid handshake, then these bytes after the request.
    case saysInsideTLS([UInt8], isHTTP2: Bool)
}
