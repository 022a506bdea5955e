/// What stands behind a port of an origin.
package enum PortBehaviour: Sendable {
    /// Nothing listens: connections are refused.
    case closed
    /// The conversation begins with the connection.
    case plain(Conversation)
    /// The conversation begins after a TLS handshake, if that succeeds.
    case tls(TLSBehaviour, Conversation)

    /// A sound certificate and an ordinary site.
    static let soundTLS = PortBehaviour.tls(.sends(.sound), .page)

    /// An ordinary site without TLS.
    static let soundPlain = PortBehaviour.plain(.page)
}
