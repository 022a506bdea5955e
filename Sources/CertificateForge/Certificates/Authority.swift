package import OpenSSLSupport

/// A root and one intermediate that issue server certificates.
package struct Authority: Sendable {
    package let root: ForgedCertificate
    package let intermediate: ForgedCertificate

    /// Makes both, valid around `now` (seconds since 1970).
    package init(
        _ name: String = "Forge", at now: Int64, key: KeyKind = .p256
    ) throws(OpenSSLFailure) {
        root = try Forge.issue(.authority("\(name) Root", at: now), key: key)
        intermediate = try Forge.issue(
            .authority("\(name) Intermediate", at: now, pathLength: 0), key: key,
            by: root.asIssuer)
    }

    /// A certificate signed by the intermediate.
    package func issue(
        _ recipe: CertificateRecipe, key: KeyKind = .p256
    ) throws(OpenSSLFailure) -> ForgedCertificate {
        try Forge.issue(recipe, key: key, by: intermediate.asIssuer)
    }

    /// What a well-kept server sends: the leaf, then the intermediate.
    package func chain(
        _ recipe: CertificateRecipe, key: KeyKind = .p256
    ) throws(OpenSSLFailure) -> [ForgedCertificate] {
        [try issue(recipe, key: key), intermediate]
    }
}
