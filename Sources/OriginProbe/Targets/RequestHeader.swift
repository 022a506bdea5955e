/// A header field a user adds to every request to the origin: `-H 'Name: value'`.
package struct RequestHeader: Hashable, Sendable {
    package let name: String
    package let value: String

    /// Reads `Name: value`; the name is a token and the value has no control characters (RFC 9110
    /// section 5).
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

    /// `CF-Connecting-IP` may make an origin treat the probe as a forgery, `CDN-Loop` says the edge
    /// has already been passed; the rest would break the framing of the request.
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
    /// Without spaces and tabs at both ends.
    fileprivate func trimmingSpaces() -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let start = drop(while: isBlank)
        return String(start.reversed().drop(while: isBlank).reversed())
    }
}
