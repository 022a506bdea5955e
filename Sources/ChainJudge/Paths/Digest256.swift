/// A SHA-256 value: the name of a certificate or of a key.
struct Digest256: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// Takes 32 bytes from what `fill` writes.
    init(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        withUnsafeMutableBytes(of: &words) { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { buffer in
                if let start = buffer.baseAddress { fill(start) }
            }
        }
    }

    /// Lower-case hex.
    var hex: String {
        withUnsafeBytes(of: words) { bytes in
            String(unsafeUninitializedCapacity: bytes.count * 2) { text in
                for (position, byte) in bytes.enumerated() {
                    text[position * 2] = Digest256.digits[Int(byte >> 4)]
                    text[position * 2 + 1] = Digest256.digits[Int(byte & 15)]
                }
                return bytes.count * 2
            }
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    static func == (left: Digest256, right: Digest256) -> Bool {
        left.words == right.words
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
