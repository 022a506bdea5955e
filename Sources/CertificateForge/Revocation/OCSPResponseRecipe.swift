internal import COpenSSL
package import OpenSSLSupport

/// The content of an OCSP response (RFC 6960), apart from its signer. The defaults make a sound
/// response with the status "good".
package struct OCSPResponseRecipe: Sendable {
    /// The status of the certificate.
    package enum Status: Hashable, Sendable {
        case good
        /// The certificate was revoked; `since` is in seconds since 1970, `reason` the number of
        /// the CRLReason.
        case revoked(since: Int64, reason: UInt8?)
        case unknown
    }

    package var status: Status
    /// The time of this update, in seconds since 1970.
    package var thisUpdate: Int64
    /// The time of the next update; the field is left out if nil.
    package var nextUpdate: Int64?
    /// The responder's status. If it is not 0, the response has no other content.
    package var responseStatus: UInt8 = 0
    /// The certificates included in the response.
    package var certificates: [ForgedCertificate] = []

    /// Creates a recipe for a response that is valid from a day before `now` to six days after.
    package init(_ status: Status = .good, at now: Int64) {
        self.status = status
        thisUpdate = now - CertificateRecipe.day
        nextUpdate = now + 6 * CertificateRecipe.day
    }

    /// Returns a changed copy of the recipe.
    package func with(_ change: (inout OCSPResponseRecipe) -> Void) -> OCSPResponseRecipe {
        var copy = self
        change(&copy)
        return copy
    }
}

extension Forge {
    /// Returns an OCSP response in DER about a certificate of `issuer`, signed by `signer`, which
    /// need not be the issuer.
    package static func ocspResponse(
        _ recipe: OCSPResponseRecipe, of certificate: ForgedCertificate,
        from issuer: ForgedCertificate,
        signedBy signer: CertificateIssuer
    ) throws(OpenSSLFailure) -> [UInt8] {
        let state = DERWriter.element(0x0A, [recipe.responseStatus])
        guard recipe.responseStatus == 0 else { return DERWriter.sequence(state) }
        let data = DERWriter.sequence(
            DERWriter.wrapped(1, signer.name), try generalizedTime(recipe.thisUpdate),
            DERWriter.sequence(
                DERWriter.sequence(
                    identifier(of: certificate, from: issuer), try answer(recipe.status),
                    try generalizedTime(recipe.thisUpdate),
                    try recipe.nextUpdate.map { (time) throws(OpenSSLFailure) in
                        DERWriter.wrapped(0, try generalizedTime(time))
                    } ?? [])))
        let algorithm = try SignatureAlgorithm(digest: .sha256, key: signer.key)
        let signature = try algorithm.sign(data, with: signer.key)
        let included = DERWriter.sequence(of: recipe.certificates.map(\.der))
        let basic = DERWriter.sequence(
            data, algorithm.identifier, DERWriter.bits(signature),
            recipe.certificates.isEmpty ? [] : DERWriter.wrapped(0, included))
        let body = DERWriter.sequence(
            ObjectIdentifier("1.3.6.1.5.5.7.48.1.1").der, DERWriter.octets(basic))
        return DERWriter.sequence(state, DERWriter.wrapped(0, body))
    }

    /// Returns a CertID with SHA-1, as most responders use (RFC 5019 section 2.1.1).
    private static func identifier(
        of certificate: ForgedCertificate, from issuer: ForgedCertificate
    ) -> [UInt8] {
        let key = DERReading.bytes { i2d_PublicKey(issuer.key.pointer, $0) }
        return DERWriter.sequence(
            DERWriter.sequence(ObjectIdentifier("1.3.14.3.2.26").der, DERWriter.null),
            DERWriter.octets(sha1(issuer.recipe.subject.der)), DERWriter.octets(sha1(key)),
            DERWriter.integer(contents: certificate.recipe.serial.contents))
    }

    private static func answer(_ status: OCSPResponseRecipe.Status) throws(OpenSSLFailure)
        -> [UInt8]
    {
        switch status {
        case .good: return DERWriter.tagged(0, [])
        case .revoked(let since, let reason):
            let cause = reason.map { DERWriter.wrapped(0, DERWriter.element(0x0A, [$0])) } ?? []
            return DERWriter.wrapped(1, try generalizedTime(since) + cause)
        case .unknown: return DERWriter.tagged(2, [])
        }
    }

    private static func sha1(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 20)
        EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha1(), nil)
        return digest
    }

    private static func generalizedTime(_ seconds: Int64) throws(OpenSSLFailure) -> [UInt8] {
        ErrorQueue.clear()
        guard let time = ASN1_GENERALIZEDTIME_set(nil, time_t(seconds)) else {
            throw ErrorQueue.failure(of: "write the time \(seconds)")
        }
        defer { ASN1_GENERALIZEDTIME_free(time) }
        return DERReading.bytes { i2d_ASN1_GENERALIZEDTIME(time, $0) }
    }
}
