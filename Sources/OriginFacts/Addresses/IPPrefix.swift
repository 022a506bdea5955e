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
        switch (base, address) {
        case (.v4(let left), .v4(let right)):
            (left ^ right) >> (32 - length) == 0
        case (.v6(let leftHigh, let leftLow), .v6(let rightHigh, let rightLow)):
            (leftHigh ^ rightHigh) >> max(0, 64 - length) == 0
                && (leftLow ^ rightLow) >> (128 - max(64, length)) == 0
        case (.v4, .v6), (.v6, .v4): false
        }
    }
}
