/// A protocol version as the wire carries it (RFC 8446 section 4.2.1, RFC 6101 for SSL 3.0).
public struct TLSVersion: RawRepresentable, Hashable, Comparable, Sendable {
    public var rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    public static let ssl3 = TLSVersion(rawValue: 0x0300)
    public static let tls1_0 = TLSVersion(rawValue: 0x0301)
    public static let tls1_1 = TLSVersion(rawValue: 0x0302)
    public static let tls1_2 = TLSVersion(rawValue: 0x0303)
    public static let tls1_3 = TLSVersion(rawValue: 0x0304)

    public static func < (older: TLSVersion, newer: TLSVersion) -> Bool {
        older.rawValue < newer.rawValue
    }

    /// `1.3`, `1.2`, …, `SSL 3.0`, or the raw number in hex for anything else.
    public var name: String {
        switch self {
        case .ssl3: "SSL 3.0"
        case .tls1_0: "1.0"
        case .tls1_1: "1.1"
        case .tls1_2: "1.2"
        case .tls1_3: "1.3"
        default: "0x" + String(rawValue, radix: 16)
        }
    }
}
