/// The stable key of an input, used for matching by `--resume` and `diff`. Two inputs have the same
/// key if they have the same host, ports, given addresses (in any order) or `--connect-to` name,
/// and server name. DNS answers do not affect the key. It is a 128-bit FNV-1a hash
/// (draft-eastlake-fnv), which can distinguish millions of inputs but offers no protection against
/// crafted collisions.
public struct TargetKey: Hashable, Sendable {
    /// The first 16 hex digits.
    public var high: UInt64
    /// The last 16 hex digits.
    public var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Creates the key of a target.
    package init(_ target: Target) {
        self.init(hashing: Self.identity(of: target).utf8)
    }

    /// Creates the key of a line that contains no target; the key depends only on the text.
    package init(invalidLine text: String) {
        self.init(hashing: "line\n\(text)".utf8)
    }

    /// Creates a key by hashing bytes.
    package init(hashing bytes: some Sequence<UInt8>) {
        var hash = Self.offsetBasis
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* Self.prime }
        self.init(high: UInt64(hash >> 64), low: UInt64(truncatingIfNeeded: hash))
    }

    /// Reads 32 lower-case hex digits; nil for anything else.
    package init?(hex: some Collection<UInt8>) {
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

    /// The key as 32 lower-case hex digits.
    public var hex: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for half in [high, low] {
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: half >> UInt64(shift)) & 15
                digits.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Returns the text to hash, with one line for each part. No part can contain a newline.
    public static func identity(of target: Target) -> String {
        var identity = target.host.ascii
        for ports in [target.visitorPorts, target.originPorts] {
            identity += "\n"
            identity += String(ports.http)
            identity += " "
            identity += String(ports.https)
        }
        identity += "\n"
        identity += addressing(target.addressing)
        identity += "\n"
        identity += target.sentServerName ?? "-"
        return identity
    }

    private static func addressing(_ addressing: Addressing) -> String {
        switch addressing {
        case .dns: "dns"
        case .given(let addresses) where addresses.count == 1: "given " + addresses[0].description
        case .given(let addresses):
            "given " + Set(addresses).sorted().map(\.description).joined(separator: ",")
        case .connectTo(let host): "connect-to " + host.ascii
        }
    }

    private static let offsetBasis: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b
}
