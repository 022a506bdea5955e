/// Everything a revocation list says (RFC 5280 section 5), apart from its issuer. Nothing is checked. The
/// starting point is a sound, empty list.
package struct ListRecipe: Hashable, Sendable {
    /// Seconds since 1970.
    package var thisUpdate: Int64
    /// No field when nil.
    package var nextUpdate: Int64?
    package var entries: [ListEntry] = []
    /// 1 or 2 as people count; extensions are written whatever it says.
    package var version = 2
    /// No extension when nil.
    package var number: Int64? = 7
    package var isNumberCritical = false
    package var scope: ListScope?
    /// Written last, as given.
    package var extraExtensions: [CertificateExtension] = []
    package var digest: SignatureDigest = .sha256

    /// A list from a day before `now` to six days after.
    package init(at now: Int64, revoking entries: [ListEntry] = []) {
        thisUpdate = now - CertificateRecipe.day
        nextUpdate = now + 6 * CertificateRecipe.day
        self.entries = entries
    }

    /// The same recipe with one thing changed.
    package func with(_ change: (inout ListRecipe) -> Void) -> ListRecipe {
        var copy = self
        change(&copy)
        return copy
    }

    /// A delta list indicator (RFC 5280 section 5.2.4).
    package static let delta = CertificateExtension(
        "2.5.29.27", critical: true, value: DERWriter.integer(6))

    func extensions(issuerKey: [UInt8]?) -> [CertificateExtension] {
        let written: [CertificateExtension?] = [
            issuerKey.map {
                .init("2.5.29.35", value: DERWriter.sequence(DERWriter.tagged(0, $0)))
            },
            number.map {
                .init("2.5.29.20", critical: isNumberCritical, value: DERWriter.integer($0))
            },
            scope.map { .init("2.5.29.28", critical: true, value: $0.der) },
        ]
        return written.compactMap(\.self) + extraExtensions
    }
}
