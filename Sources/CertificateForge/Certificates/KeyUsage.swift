/// The bits of the key usage extension (RFC 5280 section 4.2.1.3); bit 0 is the first in the BIT STRING.
package struct KeyUsage: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let digitalSignature = KeyUsage(rawValue: 1 << 0)
    package static let contentCommitment = KeyUsage(rawValue: 1 << 1)
    package static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
    package static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
    package static let keyAgreement = KeyUsage(rawValue: 1 << 4)
    package static let certificateSigning = KeyUsage(rawValue: 1 << 5)
    package static let listSigning = KeyUsage(rawValue: 1 << 6)

    /// The BIT STRING, without trailing zero bits as DER asks.
    var der: [UInt8] {
        var byte: UInt8 = 0
        for bit in 0..<8 where rawValue & (1 << bit) != 0 {
            byte |= 0x80 >> UInt8(bit)
        }
        guard byte != 0 else { return DERWriter.bits([]) }
        return DERWriter.bits([byte], unused: UInt8(byte.trailingZeroBitCount))
    }
}
