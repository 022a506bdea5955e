/// The key of an input in 16 bytes: the 32 hex digits that stand first in every record.
public struct ScanKey: Hashable, Sendable {
    /// The first 16 digits.
    public var high: UInt64
    /// The last 16 digits.
    public var low: UInt64

    /// A key of two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads 32 lower-case hex digits; nil for anything else.
    public init?(hex: some Collection<UInt8>) {
        guard hex.count == 32 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for byte in hex {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(digit)
        }
        self.init(high: high, low: low)
    }

    /// Which of `count` parts of a list the input belongs to, counted from 0.
    public func shard(of count: Int) -> Int {
        Int(mixed % UInt64(max(1, count)))
    }

    /// All bits in one word, stirred (the finaliser of SplitMix64, public domain).
    var mixed: UInt64 {
        var word = high &* 0x9E37_79B9_7F4A_7C15 ^ low
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
