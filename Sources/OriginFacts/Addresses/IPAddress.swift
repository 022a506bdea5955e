/// An IPv4 or IPv6 address. Text forms follow RFC 4291 (input) and RFC 5952 (output).
public enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(high: UInt64, low: UInt64)

    /// The address family.
    public enum Family: String, Sendable, CaseIterable {
        case ipv4
        case ipv6
    }

    public var family: Family {
        switch self {
        case .v4: .ipv4
        case .v6: .ipv6
        }
    }

    /// The IPv4 address inside an IPv4-mapped address (RFC 4291 section 2.5.5.2); any other address
    /// unchanged.
    public var unmapped: IPAddress {
        guard case .v6(0, let low) = self, low >> 32 == 0xFFFF else { return self }
        return .v4(UInt32(truncatingIfNeeded: low))
    }

    /// The address in network byte order: 4 or 16 bytes.
    public var bytes: [UInt8] {
        switch self {
        case .v4(let value): value.bigEndianBytes
        case .v6(let high, let low): high.bigEndianBytes + low.bigEndianBytes
        }
    }

    /// Creates an address from 4 or 16 bytes in network byte order; nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        let word = { (part: [UInt8]) in part.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        let all = Array(bytes)
        switch all.count {
        case 4: self = .v4(UInt32(truncatingIfNeeded: word(all)))
        case 16: self = .v6(high: word(Array(all.prefix(8))), low: word(Array(all.suffix(8))))
        default: return nil
        }
    }
}

extension IPAddress: Comparable {
    /// Orders IPv4 before IPv6, then by value.
    public static func < (left: IPAddress, right: IPAddress) -> Bool {
        switch (left, right) {
        case (.v4(let left), .v4(let right)): left < right
        case (.v4, .v6): true
        case (.v6, .v4): false
        case (.v6(let leftHigh, let leftLow), .v6(let rightHigh, let rightLow)):
            (leftHigh, leftLow) < (rightHigh, rightLow)
        }
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address in dotted decimal or in the RFC 5952 canonical form (no zone, no brackets).
    public var description: String {
        switch self {
        case .v4(let value): IPv6Text.dottedDecimal(of: value)
        case .v6: IPv6Text.canonical(of: bytes)
        }
    }

    /// Reads an address without port, brackets or zone. An IPv4 address must be four decimal
    /// numbers without leading zeros; `127.1` and `0177.0.0.1`, which some libraries accept, give
    /// nil.
    public init?(_ text: some StringProtocol) {
        let isIPv6 = text.utf8.contains(0x3A)
        let bytes = isIPv6 ? IPv6Text.parse(text) : IPv6Text.dottedDecimal(text)
        guard let bytes, let address = IPAddress(bytes: bytes) else { return nil }
        self = address
    }
}

extension FixedWidthInteger {
    fileprivate var bigEndianBytes: [UInt8] {
        withUnsafeBytes(of: bigEndian) { Array($0) }
    }
}

/// A block of addresses, such as `104.16.0.0/13`.
public struct IPPrefix: Hashable, Sendable {
    public let base: IPAddress
    /// The number of leading bits to compare: 0 to 32 for IPv4, 0 to 128 for IPv6.
    public let length: Int

    /// Reads `192.0.2.0/24` or `2001:db8::/32`; nil if the text is not a block.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let base = IPAddress(parts[0]),
            (1...3).contains(parts[1].utf8.count),
            let length = Int(ascii: Array(parts[1].utf8)[...]), length <= base.bytes.count * 8
        else { return nil }
        self.base = base
        self.length = length
    }

    /// Whether the block contains the address; always false if the families differ.
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

extension Array where Element == UInt8 {
    /// Appends a number in decimal, padded with leading zeros to `digits`. A record contains dozens
    /// of times, addresses and numbers, and building strings from strings is slow
    /// (docs/performance.md).
    package mutating func append(decimal number: UInt, digits: Int = 1) {
        if number >= 10 || digits > 1 { append(decimal: number / 10, digits: digits - 1) }
        append(0x30 + UInt8(number % 10))
    }
}
