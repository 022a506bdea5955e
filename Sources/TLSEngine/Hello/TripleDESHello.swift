/// A ClientHello made by hand (RFC 5246 section 7.4.1.2) that offers `DES-CBC3-SHA` up to TLS 1.2 and
/// nothing else, for where the linked OpenSSL cannot offer it. It is never answered further than to the
/// ServerHello.
package enum TripleDESHello {
    /// The suite's name in OpenSSL's lists.
    package static let name = "DES-CBC3-SHA"
    /// The suite's number on the wire (RFC 5246 appendix A.5).
    static let suite: UInt16 = 0x000A
    /// Says that renegotiation is secure (RFC 5746 section 3.3).
    private static let secureRenegotiation: UInt16 = 0x00FF

    /// The record to send, with 32 random bytes; no server name when there is none to send.
    package static func record(serverName: String?, random: [UInt8]) -> [UInt8] {
        let extensions = (serverName.map(serverNameExtension) ?? []) + signatureAlgorithms
        let body: [UInt8] =
            [3, 3] + random.prefix(32) + [0] + sized(bytes(suite) + bytes(secureRenegotiation))
            + [1, 0] + sized(extensions)
        let message = [1, 0] + sized(body)
        return [22, 3, 1] + sized(message)
    }

    /// RFC 6066 section 3.
    private static func serverNameExtension(_ name: String) -> [UInt8] {
        [0, 0] + sized(sized([0] + sized(Array(name.utf8))))
    }

    /// RFC 5246 section 7.4.1.4.1: without it a server would choose its certificate for SHA-1.
    private static let signatureAlgorithms: [UInt8] =
        [0, 13] + sized(sized(EdgeHelloTable.signatureAlgorithms.flatMap { bytes($0.number) }))

    private static func bytes(_ number: UInt16) -> [UInt8] {
        [UInt8(number >> 8), UInt8(number & 0xFF)]
    }

    private static func sized(_ content: [UInt8]) -> [UInt8] {
        bytes(UInt16(clamping: content.count)) + content
    }
}
