/// An OBJECT IDENTIFIER by its dotted text, written by us and therefore well formed: `2.5.29.17`.
package struct ObjectIdentifier: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The dotted text.
    package let dotted: String

    package init(stringLiteral dotted: String) {
        self.dotted = dotted
    }

    /// The identifier of that dotted text.
    package init(_ dotted: String) {
        self.dotted = dotted
    }

    /// The DER element. Arcs that are not numbers are left out.
    package var der: [UInt8] {
        let arcs = dotted.split(separator: ".").compactMap { UInt64($0) }
        let leading = arcs.prefix(2).reduce(UInt64(0)) { $0 * 40 + $1 }
        let contents = ([leading] + arcs.dropFirst(2)).flatMap(ObjectIdentifier.base128)
        return DERWriter.element(0x06, contents)
    }

    private static func base128(_ arc: UInt64) -> [UInt8] {
        var bytes = [UInt8(arc & 0x7F)]
        var rest = arc >> 7
        while rest > 0 {
            bytes.insert(0x80 | UInt8(rest & 0x7F), at: 0)
            rest >>= 7
        }
        return bytes
    }
}
