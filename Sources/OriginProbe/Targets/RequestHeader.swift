/// A header field that a user adds to every request to the origin: `-H 'Name: value'`.
package struct RequestHeader: Hashable, Sendable {
    package let name: String
    package let value: String

    /// Parses `Name: value`. The name must be a token, and the value must not contain control
    /// characters other than tabs (RFC 9110 section 5).
    package init(_ text: String) throws(RequestHeaderError) {
        guard let colon = text.firstIndex(of: ":") else { throw .noColon(text) }
        let name = String(text[..<colon])
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isToken) else { throw .badName(name) }
        let value = text[text.index(after: colon)...].trimmingSpaces()
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw .controlCharacter(name: name)
        }
        guard !Self.refused.contains(name.lowercased()) else { throw .refused(name: name) }
        self.name = name
        self.value = value
    }

    /// The names of fields that are not accepted. `CF-Connecting-IP` may make an origin treat the
    /// request as forged, and `CDN-Loop` means that the request has already passed through the
    /// edge. Most of the others would break the framing of the request.
    private static let refused: Set<String> = [
        "cf-connecting-ip", "cf-connecting-ipv6", "true-client-ip", "cdn-loop", "connection",
        "content-length", "transfer-encoding", "upgrade", "te", "trailer", "expect", "keep-alive",
    ]

    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension Substring {
    /// Returns the text without spaces and tabs at both ends.
    fileprivate func trimmingSpaces() -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let start = drop(while: isBlank)
        return String(start.reversed().drop(while: isBlank).reversed())
    }
}

/// The reason why a text is not a header field that may be sent.
package enum RequestHeaderError: Error, Hashable, Sendable {
    case noColon(String)
    case badName(String)
    case controlCharacter(name: String)
    /// A field that the edge sets, or that affects the framing of the request.
    case refused(name: String)
}

extension RequestHeaderError: CustomStringConvertible {
    /// The problem and how to correct it. Values are not included, because they may be secrets.
    package var description: String {
        switch self {
        case .noColon: "a header is written 'Name: value'"
        case .badName(let name): "\(name) is not a header name"
        case .controlCharacter(let name): "the value of \(name) contains a control character"
        case .refused(let name): "fullstrict does not send \(name) to an origin: leave it out"
        }
    }
}

/// Encodes a path and query for a request line (RFC 9112 section 3.2.1).
enum RequestPath {
    /// Returns a path and query that begin with `/`, without a fragment. All bytes that a request
    /// line must not contain are escaped.
    static func encoded(_ text: some StringProtocol) -> String {
        let kept = text.prefix { $0 != "#" }
        let path = kept.hasPrefix("/") ? String(kept) : "/" + kept
        guard path.utf8.contains(where: mustEscape) else { return path }
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            if mustEscape(byte) {
                bytes += [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Returns whether a byte is a space, a control character, outside ASCII, or one that browsers
    /// escape in a path.
    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x7F || [0x22, 0x3C, 0x3E, 0x60].contains(byte)
    }

    private static let hex = Array("0123456789ABCDEF".utf8)
}
