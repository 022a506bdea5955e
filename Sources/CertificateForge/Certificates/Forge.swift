internal import COpenSSL
package import OpenSSLSupport

/// Makes certificates: a pure function of recipe and keys. Time comes with the recipe.
package enum Forge {
    /// A certificate for `key`, signed by `issuer`, or by itself.
    ///
    /// Throws when OpenSSL cannot sign that way: MD5 with an EC key, a time no calendar has.
    package static func issue(
        _ recipe: CertificateRecipe, key: PrivateKeyHandle, by issuer: CertificateIssuer? = nil
    ) throws(OpenSSLFailure) -> ForgedCertificate {
        let ownIdentifier = keyIdentifier(of: key)
        let signer =
            issuer
            ?? CertificateIssuer(
                name: recipe.subject.der, keyIdentifier: ownIdentifier, key: key)
        let algorithm = try SignatureAlgorithm(digest: recipe.digest, key: signer.key)
        let extensions = recipe.extensions(
            subjectKey: ownIdentifier, issuerKey: signer.keyIdentifier)
        let body = DERWriter.sequence(
            recipe.version == 1
                ? [] : DERWriter.wrapped(0, DERWriter.integer(Int64(recipe.version - 1))),
            DERWriter.integer(contents: recipe.serial.contents),
            algorithm.identifier,
            signer.name,
            DERWriter.sequence(try time(recipe.notBefore), try time(recipe.notAfter)),
            recipe.subject.der,
            key.publicKeyInfo,
            extensions.isEmpty
                ? [] : DERWriter.wrapped(3, DERWriter.sequence(of: extensions.map(\.der))))
        let signature = try algorithm.sign(body, with: signer.key)
        let der = DERWriter.sequence(body, algorithm.identifier, DERWriter.bits(signature))
        return ForgedCertificate(der: der, key: key, recipe: recipe)
    }

    /// As above, for a new key of that kind.
    package static func issue(
        _ recipe: CertificateRecipe, key: KeyKind = .p256, by issuer: CertificateIssuer? = nil
    ) throws(OpenSSLFailure) -> ForgedCertificate {
        try issue(recipe, key: .generate(key), by: issuer)
    }

    /// Twenty bytes that name a key: SHA-1 over the whole SubjectPublicKeyInfo. RFC 5280 section 4.2.1.2
    /// leaves the method to the issuer.
    static func keyIdentifier(of key: PrivateKeyHandle) -> [UInt8] {
        let information = key.publicKeyInfo
        var digest = [UInt8](repeating: 0, count: 20)
        EVP_Digest(information, information.count, &digest, nil, EVP_sha1(), nil)
        return digest
    }

    /// UTCTime from 1950 to 2049, GeneralizedTime else (RFC 5280 section 4.1.2.5).
    static func time(_ seconds: Int64) throws(OpenSSLFailure) -> [UInt8] {
        ErrorQueue.clear()
        guard let time = ASN1_TIME_set(nil, time_t(seconds)) else {
            throw ErrorQueue.failure(of: "write the time \(seconds)")
        }
        defer { ASN1_TIME_free(time) }
        return DERReading.bytes { i2d_ASN1_TIME(time, $0) }
    }
}
