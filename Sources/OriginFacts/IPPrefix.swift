/// A block of addresses: `104.16.0.0/13`.
public struct IPPrefix: Hashable, Sendable {
    public let base: IPAddress
    /// Leading bits that count: 0 to 32 for IPv4, 0 to 128 for IPv6.
    public let length: Int

    /// Reads `192.0.2.0/24` or `2001:db8::/32`; nil when it is not a block.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let base = IPAddress(parts[0]),
            (1...3).contains(parts[1].utf8.count),
            let length = Int(ascii: Array(parts[1].utf8)[...]), length <= base.bytes.count * 8
        else { return nil }
        self.base = base
        self.length = length
    }

    /// Whether the address lies in the block; never across families.
    public func contains(_ address: IPAddress) -> Bool {
        guard address.family == base.family else { return false }
        let (left, right) = (address.bytes, base.bytes)
        let whole = length / 8
        guard left[..<whole] == right[..<whole] else { return false }
        let rest = length % 8
        return rest == 0 || (left[whole] ^ right[whole]) >> (8 - rest) == 0
    }
}
