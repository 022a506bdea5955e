internal import OriginFacts

/// The parts of a ServerHello (RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3) a failed handshake is
/// told by.
struct ServerHelloReading: Hashable {
    /// The selected version: of the supported_versions extension, else the legacy field.
    let version: TLSVersion
    /// The number of the suite chosen.
    let suite: UInt16
    /// Whether this is a HelloRetryRequest in disguise (RFC 8446 section 4.1.3).
    let isRetryRequest: Bool

    /// Reads a message body; nil when it is too short for its fixed part.
    init?(_ body: [UInt8]) {
        var cursor = ByteCursor(body)
        guard let legacy = cursor.uint16(), let random = cursor.bytes(32),
            let session = cursor.uint8(), cursor.bytes(Int(session)) != nil,
            let suite = cursor.uint16(), cursor.uint8() != nil
        else { return nil }
        self.suite = suite
        isRetryRequest = Array(random) == ServerHelloReading.retryRandom
        version = TLSVersion(rawValue: ServerHelloReading.selectedVersion(&cursor) ?? legacy)
    }

    private static func selectedVersion(_ cursor: inout ByteCursor) -> UInt16? {
        guard cursor.uint16() != nil else { return nil }
        while let kind = cursor.uint16(), let length = cursor.uint16(),
            let content = cursor.bytes(Int(length))
        {
            var inner = ByteCursor(content)
            if kind == 43 { return inner.uint16() }
        }
        return nil
    }

    /// SHA-256 of "HelloRetryRequest".
    // swift-format-ignore
    private static let retryRandom: [UInt8] = [
        0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
        0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    ]
}
