/// The very first bytes an origin sends: enough to tell TLS from an HTTP or SSH greeting.
struct OpeningBytes {
    /// How many are kept.
    static let limit = 64

    private(set) var bytes: [UInt8] = []

    mutating func take(_ piece: UnsafeRawBufferPointer) {
        guard bytes.count < OpeningBytes.limit else { return }
        bytes.append(contentsOf: piece.prefix(OpeningBytes.limit - bytes.count))
    }

    /// Whether no TLS or SSL record begins so. A record is a content type of 20 to 23 and a major
    /// version of 3 (RFC 8446 section 5.1); an SSL 2 record has its top bit set and holds a message of
    /// type 0 (error) or 4 (server hello). Too few bytes to tell are not foreign yet.
    var areForeign: Bool {
        guard let first = bytes.first else { return false }
        if first & 0x80 != 0 {
            return bytes.count > 2 && bytes[2] != 0 && bytes[2] != 4
        }
        return !(20...23).contains(first) || (bytes.count > 1 && bytes[1] != 3)
    }
}
