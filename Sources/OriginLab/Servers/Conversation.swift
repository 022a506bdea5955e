/// What an origin says over an open connection, in clear or inside TLS.
package enum Conversation: Sendable {
    /// HTTP/1.1, or HTTP/2 where ALPN chose it.
    case site(Site)
    /// These bytes at once, without being asked.
    case greets([UInt8], Ending)
    /// These bytes as soon as the client has said anything.
    case answers([UInt8], Ending)
    /// These bytes as soon as the client has said anything, one each second, for ever.
    case trickles([UInt8])
    /// The first messages of a handshake with a server of another age.
    case oldHandshake(OldServer)

    /// How a conversation ends after what was said.
    package enum Ending: Hashable, Sendable {
        /// The connection stays open, silent.
        case stay
        /// FIN; inside TLS with a goodbye.
        case hangUp
        /// RST.
        case reset
    }

    /// An ordinary site.
    static let page = Conversation.site(.page())

    /// Takes everything and never says anything.
    static let silent = Conversation.answers([], .stay)

    /// These bytes as text.
    static func answers(_ text: String, _ ending: Ending) -> Conversation {
        .answers(Array(text.utf8), ending)
    }

    /// These bytes as text, without being asked.
    static func greets(_ text: String, _ ending: Ending) -> Conversation {
        .greets(Array(text.utf8), ending)
    }
}
