package import OpenSSLSupport

extension Forge {
    /// A revocation list in DER, signed by that issuer, in its name.
    package static func list(
        _ recipe: ListRecipe, by issuer: CertificateIssuer
    ) throws(OpenSSLFailure) -> [UInt8] {
        let algorithm = try SignatureAlgorithm(digest: recipe.digest, key: issuer.key)
        var entries: [[UInt8]] = []
        for entry in recipe.entries { entries.append(try entry.der()) }
        let extensions = recipe.extensions(issuerKey: issuer.keyIdentifier)
        let body = DERWriter.sequence(
            recipe.version == 1 ? [] : DERWriter.integer(Int64(recipe.version - 1)),
            algorithm.identifier, issuer.name, try time(recipe.thisUpdate),
            try recipe.nextUpdate.map(time) ?? [],
            entries.isEmpty ? [] : DERWriter.sequence(of: entries),
            extensions.isEmpty
                ? [] : DERWriter.wrapped(0, DERWriter.sequence(of: extensions.map(\.der))))
        let signature = try algorithm.sign(body, with: issuer.key)
        return DERWriter.sequence(body, algorithm.identifier, DERWriter.bits(signature))
    }
}
