/// The parts of a distinguished name the forge writes, as UTF8Strings. All absent: an empty name.
package struct SubjectName: Hashable, Sendable {
    package var organization: String?
    package var organizationalUnits: [String]
    /// Raw, because names in the wild hold anything, NUL included. Several are legal.
    package var commonNames: [[UInt8]]

    /// A name from text; a part left out is absent.
    package init(
        commonName: String? = nil, organization: String? = nil, organizationalUnit: String? = nil
    ) {
        self.organization = organization
        self.organizationalUnits = organizationalUnit.map { [$0] } ?? []
        self.commonNames = commonName.map { [Array($0.utf8)] } ?? []
    }

    /// The Name (RFC 5280 section 4.1.2.4), from O to CN.
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
