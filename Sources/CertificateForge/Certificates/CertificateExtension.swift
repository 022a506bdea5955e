/// One extension, by OID and the DER inside its OCTET STRING.
package struct CertificateExtension: Hashable, Sendable {
    package var identifier: ObjectIdentifier
    package var isCritical: Bool
    package var value: [UInt8]

    /// An extension as given; nothing is checked.
    package init(_ identifier: ObjectIdentifier, critical: Bool = false, value: [UInt8]) {
        self.identifier = identifier
        self.isCritical = critical
        self.value = value
    }

    /// A critical extension nobody knows (an example OID of RFC 5612's private enterprise arc).
    package static let criticalUnknown = CertificateExtension(
        "1.3.6.1.4.1.32473.1", critical: true, value: DERWriter.null)

    /// The subject alternative names.
    package static func names(_ names: [AlternativeName], critical: Bool = false) -> Self {
        Self(
            "2.5.29.17", critical: critical, value: DERWriter.sequence(of: names.map(\.der)))
    }

    /// The policies, by OID.
    package static func policies(_ identifiers: [ObjectIdentifier]) -> Self {
        Self(
            "2.5.29.32",
            value: DERWriter.sequence(of: identifiers.map { DERWriter.sequence($0.der) }))
    }

    /// TLS feature "status_request": must-staple (RFC 7633).
    package static let mustStaple = CertificateExtension(
        "1.3.6.1.5.5.7.1.24", value: DERWriter.sequence(DERWriter.integer(5)))

    var der: [UInt8] {
        DERWriter.sequence(
            identifier.der, isCritical ? DERWriter.yes : [], DERWriter.octets(value))
    }
}
