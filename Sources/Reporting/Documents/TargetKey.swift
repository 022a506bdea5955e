public import OriginFacts

/// The stable key of an input: what `--resume` and `diff` match on. Two inputs have the same key when
/// host, ports, given addresses (in any order) or `--connect-to` name, and server name are the same;
/// what DNS said plays no part. FNV-1a, 128 bits (draft-eastlake-fnv), in lower-case hex: it tells a
/// million inputs apart, it is no seal against somebody who makes two inputs collide on purpose.
public enum TargetKey {
    private static let offsetBasis: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b

    /// 32 hex digits.
    public static func of(_ target: Target) -> String {
        hex(identity(target).utf8)
    }

    /// 32 hex digits over pseudonyms: a redacted document must not let its addresses be guessed.
    public static func of(_ target: Target, redaction: Redaction?) -> String {
        let identity = identity(target)
        return hex((redaction?.apply(identity) ?? identity).utf8)
    }

    /// The key of a line that is no target: it depends on the text alone.
    public static func ofLine(_ text: String) -> String {
        hex("line\n\(text)".utf8)
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var hash = offsetBasis
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* prime }
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for half in [UInt64(hash >> 64), UInt64(truncatingIfNeeded: hash)] {
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: half >> UInt64(shift)) & 15
                digits.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// One line for each part; no part can hold a newline.
    private static func identity(_ target: Target) -> String {
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
}
