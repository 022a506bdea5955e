/// A GeneralName (RFC 5280 section 4.2.1.6), of the kinds the forge writes, in a SAN or a name constraint.
package enum AlternativeName: Hashable, Sendable {
    /// Written as it is: NUL, spaces and non-ASCII bytes included.
    case rawDNS([UInt8])
    /// 4 or 16 bytes in a SAN, 8 or 32 (address and mask) in a name constraint; other counts are written too.
    case ip([UInt8])
    case email(String)
    case uri(String)
    case directory(SubjectName)

    /// A DNS name from text.
    package static func dns(_ name: String) -> AlternativeName {
        .rawDNS(Array(name.utf8))
    }

    var der: [UInt8] {
        switch self {
        case .email(let text): DERWriter.tagged(1, Array(text.utf8))
        case .rawDNS(let bytes): DERWriter.tagged(2, bytes)
        case .directory(let name): DERWriter.wrapped(4, name.der)
        case .uri(let text): DERWriter.tagged(6, Array(text.utf8))
        case .ip(let bytes): DERWriter.tagged(7, bytes)
        }
    }
}
