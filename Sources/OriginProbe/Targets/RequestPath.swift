/// Path and query as they go into a request line (RFC 9112 section 3.2.1).
enum RequestPath {
    /// With `/` in front, without a fragment, everything a request line may not hold escaped.
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

    /// Spaces, controls, bytes outside ASCII, and what browsers escape in a path.
    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x7F || [0x22, 0x3C, 0x3E, 0x60].contains(byte)
    }

    private static let hex = Array("0123456789ABCDEF".utf8)
}
