package import OpenSSLSupport

/// A certificate the forge made, with its private key.
package struct ForgedCertificate: Sendable {
    package let der: [UInt8]
    package let key: PrivateKeyHandle
    /// What it was made of.
    package let recipe: CertificateRecipe

    /// `-----BEGIN CERTIFICATE-----`.
    package var pem: String {
        PEMText.encode("CERTIFICATE", der)
    }

    /// The certificate as an object of that library context.
    package func handle(in context: LibraryContext) throws(OpenSSLFailure) -> CertificateHandle {
        try CertificateHandle(der: der, in: context)
    }

    /// Signs others with this one's name and key, whether or not it is a CA.
    package var asIssuer: CertificateIssuer {
        let own = Forge.keyIdentifier(of: key)
        return CertificateIssuer(
            name: recipe.subject.der,
            keyIdentifier: recipe.subjectKeyIdentifier.resolved(matching: own), key: key)
    }

    /// The same certificate with the last bit of its signature flipped: it parses, and no longer verifies.
    package var withBrokenSignature: ForgedCertificate {
        var bytes = der
        bytes[bytes.count - 1] ^= 1
        return ForgedCertificate(der: bytes, key: key, recipe: recipe)
    }
}
