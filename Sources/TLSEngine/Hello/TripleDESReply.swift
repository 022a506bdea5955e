package import OriginFacts

/// Reads what comes back to a `TripleDESHello`, in whatever pieces it comes, no further than it must.
package struct TripleDESReply {
    /// More than any ServerHello needs.
    static let limit = 4_096

    private var bytes: [UInt8] = []
    private var isOver = false

    /// Nothing has come yet.
    package init() {}

    /// More has come; what is over the limit is not kept.
    package mutating func take(_ piece: some Collection<UInt8>) {
        bytes += piece.prefix(TripleDESReply.limit - bytes.count)
        isOver = isOver || bytes.count >= TripleDESReply.limit
    }

    /// Nothing more will come.
    package mutating func end() {
        isOver = true
    }

    /// What the origin said; nil while that cannot be told.
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

    /// The handshake bytes of all records, the last one's as far as it came (RFC 5246 section 6.2.1).
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

    /// Nil when the ServerHello is not complete.
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
