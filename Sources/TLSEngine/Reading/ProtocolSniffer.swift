/// The first bytes that an origin sends, enough to distinguish TLS from an HTTP or SSH greeting.
struct ProtocolSniffer {
    /// The number of bytes kept.
    static let limit = 64

    private(set) var bytes: [UInt8] = []

    mutating func take(_ piece: UnsafeRawBufferPointer) {
        guard bytes.count < ProtocolSniffer.limit else { return }
        bytes.append(contentsOf: piece.prefix(ProtocolSniffer.limit - bytes.count))
    }

    /// The protocol that the first bytes indicate.
    enum Kind {
        /// Too few bytes to decide.
        case undecided
        /// TLS: a content type of 20 to 23 and a major version of 3 (RFC 8446 section 5.1).
        case tls
        /// An SSL 2 record: the top bit is set, and the message is an error (0) or a server hello
        /// (4).
        case ssl2
        case foreign
    }

    var kind: Kind {
        guard let first = bytes.first else { return .undecided }
        if first & 0x80 != 0 {
            guard bytes.count > 2 else { return .undecided }
            return bytes[2] == 0 || bytes[2] == 4 ? .ssl2 : .foreign
        }
        guard (20...23).contains(first) else { return .foreign }
        guard bytes.count > 1 else { return .undecided }
        return bytes[1] == 3 ? .tls : .foreign
    }
}
