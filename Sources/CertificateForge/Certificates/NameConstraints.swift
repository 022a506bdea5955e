/// What names a CA may certify (RFC 5280 section 4.2.1.10). A DNS constraint is `example.com`; an address
/// one holds address and mask.
package struct NameConstraints: Hashable, Sendable {
    package var permitted: [AlternativeName]
    package var excluded: [AlternativeName]

    /// Constraints; an empty list leaves that side out.
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
