/// The parts of a distinguished name, written as UTF8Strings. The name is empty if it has no parts.
package struct SubjectName: Hashable, Sendable {
    package var organization: String?
    package var organizationalUnits: [String]
    /// The common names, of which there may be several. They are bytes, because real names can
    /// contain any byte, even NUL.
    package var commonNames: [[UInt8]]

    /// Creates a name from text. An omitted part is absent.
    package init(
        commonName: String? = nil, organization: String? = nil, organizationalUnit: String? = nil
    ) {
        self.organization = organization
        self.organizationalUnits = organizationalUnit.map { [$0] } ?? []
        self.commonNames = commonName.map { [Array($0.utf8)] } ?? []
    }

    /// The DER of the Name (RFC 5280 section 4.1.2.4), from O to CN.
    var der: [UInt8] {
        let parts =
            (organization.map { [part("2.5.4.10", Array($0.utf8))] } ?? [])
            + organizationalUnits.map { part("2.5.4.11", Array($0.utf8)) }
            + commonNames.map { part("2.5.4.3", $0) }
        return DERWriter.sequence(of: parts)
    }

    private func part(_ type: ObjectIdentifier, _ text: [UInt8]) -> [UInt8] {
        DERWriter.set(DERWriter.sequence(type.der, DERWriter.element(0x0C, text)))
    }
}

/// A GeneralName (RFC 5280 section 4.2.1.6) for a SAN or a name constraint.
package enum AlternativeName: Hashable, Sendable {
    /// A DNS name written unchanged, including NULs, spaces and non-ASCII bytes.
    case rawDNS([UInt8])
    /// An address of 4 or 16 bytes in a SAN; 8 or 32 bytes (address and mask) in a name constraint.
    /// Other lengths are written too.
    case ip([UInt8])
    case email(String)
    case uri(String)
    case directory(SubjectName)

    /// Returns a DNS name from text.
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

/// A certificate's serial number, given by its INTEGER contents so that it can be zero, negative or
/// too long.
package struct SerialNumber: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// The contents in two's complement, big-endian.
    package let contents: [UInt8]

    package init(contents: [UInt8]) {
        self.contents = contents
    }

    /// Creates a serial number with that value in its shortest form.
    package init(_ value: Int64) {
        contents = DERWriter.shortestContents(of: value)
    }

    package init(integerLiteral value: Int64) {
        self.init(value)
    }
}

/// An OBJECT IDENTIFIER, given by its dotted text such as `2.5.29.17`, which must be well formed.
package struct ObjectIdentifier: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The dotted text.
    package let dotted: String

    package init(stringLiteral dotted: String) {
        self.dotted = dotted
    }

    package init(_ dotted: String) {
        self.dotted = dotted
    }

    /// The DER element. Arcs that are not numbers are omitted.
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
