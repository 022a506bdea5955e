package import OriginFacts

/// A hand-made ClientHello (RFC 5246 section 7.4.1.2) that offers only `DES-CBC3-SHA`, up to TLS
/// 1.2, for when the linked OpenSSL cannot offer it. The handshake stops at the ServerHello.
package enum TripleDESHello {
    /// The suite's name in OpenSSL's lists.
    package static let name = "DES-CBC3-SHA"
    /// The suite's number on the wire (RFC 5246 appendix A.5).
    static let suite: UInt16 = 0x000A
    /// Signals secure renegotiation (RFC 5746 section 3.3).
    private static let secureRenegotiation: UInt16 = 0x00FF

    /// Returns the record to send, with 32 random bytes; without SNI if there is no server name.
    package static func record(serverName: String?, random: [UInt8]) -> [UInt8] {
        let extensions = (serverName.map(serverNameExtension) ?? []) + signatureAlgorithms
        let body: [UInt8] =
            [3, 3] + random.prefix(32) + [0] + sized(bytes(suite) + bytes(secureRenegotiation))
            + [1, 0] + sized(extensions)
        let message = [1, 0] + sized(body)
        return [22, 3, 1] + sized(message)
    }

    /// Returns the server name extension (RFC 6066 section 3).
    private static func serverNameExtension(_ name: String) -> [UInt8] {
        [0, 0] + sized(sized([0] + sized(Array(name.utf8))))
    }

    /// The extension of RFC 5246 section 7.4.1.4.1. Without it, a server would choose its
    /// certificate for SHA-1.
    private static let signatureAlgorithms: [UInt8] =
        [0, 13] + sized(sized(EdgeHelloTable.signatureAlgorithms.flatMap { bytes($0.number) }))

    private static func bytes(_ number: UInt16) -> [UInt8] {
        [UInt8(number >> 8), UInt8(number & 0xFF)]
    }

    private static func sized(_ content: [UInt8]) -> [UInt8] {
        bytes(UInt16(clamping: content.count)) + content
    }
}

/// Reads the response to a `TripleDESHello`, in pieces of any size and only as far as needed.
package struct TripleDESReply {
    /// The maximum number of bytes kept, more than any ServerHello needs.
    static let limit = 4_096

    private var bytes: [UInt8] = []
    private var isOver = false

    /// Creates a response of which nothing has arrived yet.
    package init() {}

    /// Adds bytes from the origin. Bytes beyond the limit are dropped.
    package mutating func take(_ piece: some Collection<UInt8>) {
        bytes += piece.prefix(TripleDESReply.limit - bytes.count)
        isOver = isOver || bytes.count >= TripleDESReply.limit
    }

    /// Marks the end of the origin's bytes.
    package mutating func end() {
        isOver = true
    }

    /// The origin's answer; nil until it is known.
    package var answer: TripleDESAnswer? {
        switch handshake {
        case .alert: .notChosen
        case .bytes(let handshake): read(handshake) ?? (isOver ? .notChosen : nil)
        }
    }

    private enum Content {
        case alert
        case bytes([UInt8])
    }

    /// The handshake bytes of all records, including an incomplete last one (RFC 5246 section
    /// 6.2.1).
    private var handshake: Content {
        var cursor = ByteCursor(bytes)
        var handshake: [UInt8] = []
        while let type = cursor.uint8() {
            guard (type == 21 || type == 22), cursor.uint8() ?? 3 == 3 else { return .alert }
            guard cursor.uint8() != nil, let length = cursor.uint16() else { break }
            let fragment = cursor.upTo(Int(length))
            if type == 22 {
                handshake += fragment
            } else if fragment.first.map({ $0 != 1 }) ?? false {
                return .alert
            }
        }
        return .bytes(handshake)
    }

    /// Reads the ServerHello; nil if it is not complete.
    private func read(_ handshake: [UInt8]) -> TripleDESAnswer? {
        var cursor = ByteCursor(handshake)
        guard let type = cursor.uint8() else { return nil }
        guard type == 2 else { return .notChosen }
        guard let length = cursor.uint24() else { return nil }
        guard let body = cursor.bytes(length) else {
            return length > TripleDESReply.limit ? .notChosen : nil
        }
        guard let hello = ServerHelloReading(Array(body)), hello.suite == TripleDESHello.suite,
            (.tls1_0 ... .tls1_2).contains(hello.version)
        else { return .notChosen }
        return .chosen(hello.version)
    }
}
