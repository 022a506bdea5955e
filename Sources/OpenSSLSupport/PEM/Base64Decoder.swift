/// Base64 (RFC 4648 section 4) in pieces; blanks are passed over, padding ends it.
struct Base64Decoder {
    private var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var pendingBits = 0
    private var digits = 0
    private var padding = 0

    /// Takes a piece; false when a character does not belong.
    mutating func take(_ piece: some Collection<UInt8>) -> Bool {
        for character in piece {
            switch character {
            case 0x20, 0x09: continue
            case 0x3D: padding += 1
            default:
                guard padding == 0, let digit = Base64Decoder.value(of: character) else {
                    return false
                }
                append(digit)
            }
        }
        return padding <= 2
    }

    /// The decoded bytes; nil when the text stops inside a group of four.
    func finish() -> [UInt8]? {
        guard (digits + padding).isMultiple(of: 4), digits % 4 != 1 else { return nil }
        return bytes
    }

    private mutating func append(_ digit: UInt32) {
        digits += 1
        pending = pending << 6 | digit
        pendingBits += 6
        guard pendingBits >= 8 else { return }
        pendingBits -= 8
        bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(pendingBits)))
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case 0x41...0x5A: UInt32(character) - 0x41
        case 0x61...0x7A: UInt32(character) - 0x61 + 26
        case 0x30...0x39: UInt32(character) - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
}
