/// One extension: its OID and the DER inside its OCTET STRING.
package struct CertificateExtension: Hashable, Sendable {
    package var identifier: ObjectIdentifier
    package var isCritical: Bool
    package var value: [UInt8]

    /// Creates an extension with these values, without checks.
    package init(_ identifier: ObjectIdentifier, critical: Bool = false, value: [UInt8]) {
        self.identifier = identifier
        self.isCritical = critical
        self.value = value
    }

    /// An unknown critical extension (an example OID in RFC 5612's private enterprise arc).
    package static let criticalUnknown = CertificateExtension(
        "1.3.6.1.4.1.32473.1", critical: true, value: DERWriter.null)

    /// Returns an extension with the subject alternative names.
    package static func names(_ names: [AlternativeName], critical: Bool = false) -> Self {
        Self(
            "2.5.29.17", critical: critical, value: DERWriter.sequence(of: names.map(\.der)))
    }

    /// Returns an extension with the policies, given by OID.
    package static func policies(_ identifiers: [ObjectIdentifier]) -> Self {
        Self(
            "2.5.29.32",
            value: DERWriter.sequence(of: identifiers.map { DERWriter.sequence($0.der) }))
    }

    /// The TLS feature "status_request", known as must-staple (RFC 7633).
    package static let mustStaple = CertificateExtension(
        "1.3.6.1.5.5.7.1.24", value: DERWriter.sequence(DERWriter.integer(5)))

    var der: [UInt8] {
        DERWriter.sequence(
            identifier.der, isCritical ? DERWriter.yes : [], DERWriter.octets(value))
    }
}

/// The basic constraints extension (RFC 5280 section 4.2.1.9).
package enum BasicConstraint: Hashable, Sendable {
    case absent
    /// `CA:FALSE`.
    case endEntity
    case authority(pathLength: Int?)

    var der: [UInt8]? {
        switch self {
        case .absent: nil
        case .endEntity: DERWriter.sequence()
        case .authority(let pathLength):
            DERWriter.sequence(
                DERWriter.yes, pathLength.map { DERWriter.integer(Int64($0)) } ?? [])
        }
    }
}

/// A purpose in the extended key usage extension (RFC 5280 section 4.2.1.12).
package enum ExtendedKeyUsage: Hashable, Sendable {
    case serverAuthentication
    case clientAuthentication
    case codeSigning
    case responseSigning
    case any
    case other(ObjectIdentifier)

    var identifier: ObjectIdentifier {
        switch self {
        case .serverAuthentication: "1.3.6.1.5.5.7.3.1"
        case .clientAuthentication: "1.3.6.1.5.5.7.3.2"
        case .codeSigning: "1.3.6.1.5.5.7.3.3"
        case .responseSigning: "1.3.6.1.5.5.7.3.9"
        case .any: "2.5.29.37.0"
        case .other(let identifier): identifier
        }
    }
}

/// The bits of the key usage extension (RFC 5280 section 4.2.1.3). Bit 0 is the first bit in the
/// BIT STRING.
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

    /// The BIT STRING, without trailing zero bits, as DER requires.
    var der: [UInt8] {
        var byte: UInt8 = 0
        for bit in 0..<8 where rawValue & (1 << bit) != 0 {
            byte |= 0x80 >> UInt8(bit)
        }
        guard byte != 0 else { return DERWriter.bits([]) }
        return DERWriter.bits([byte], unused: UInt8(byte.trailingZeroBitCount))
    }
}

/// The value of a subject or authority key identifier.
package enum KeyIdentifier: Hashable, Sendable {
    case absent
    /// The identifier of the subject's own key, or of the issuer's key in an authority key
    /// identifier.
    case matching
    /// Twenty bytes that belong to no key.
    case wrong
    case bytes([UInt8])

    /// Returns the identifier to write; `matching` is the correct identifier.
    func resolved(matching: [UInt8]?) -> [UInt8]? {
        switch self {
        case .absent: nil
        case .matching: matching
        case .wrong: [UInt8](repeating: 0xBA, count: 20)
        case .bytes(let bytes): bytes
        }
    }
}

/// The names that a CA may certify (RFC 5280 section 4.2.1.10). A DNS constraint has the form
/// `example.com`. An address constraint holds an address and a mask.
package struct NameConstraints: Hashable, Sendable {
    package var permitted: [AlternativeName]
    package var excluded: [AlternativeName]

    /// Creates constraints. An empty list leaves out its field.
    package init(permitted: [AlternativeName] = [], excluded: [AlternativeName] = []) {
        self.permitted = permitted
        self.excluded = excluded
    }

    var der: [UInt8] {
        DERWriter.sequence(subtrees(0, permitted), subtrees(1, excluded))
    }

    private func subtrees(_ tag: UInt8, _ names: [AlternativeName]) -> [UInt8] {
        guard !names.isEmpty else { return [] }
        return DERWriter.wrapped(tag, names.flatMap { DERWriter.sequence($0.der) })
    }
}
