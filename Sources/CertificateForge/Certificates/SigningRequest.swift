package import OpenSSLSupport

/// Makes certificate signing requests (PKCS#10, RFC 2986).
package enum SigningRequest {
    /// The request for a key and DNS names, the first also as common name, in DER.
    package static func der(
        names: [String], key: PrivateKeyHandle
    ) throws(OpenSSLFailure) -> [UInt8] {
        let algorithm = try SignatureAlgorithm(digest: .sha256, key: key)
        let wanted = CertificateExtension.names(names.map(AlternativeName.dns))
        // extensionRequest (RFC 2985 section 5.4.2).
        let request = DERWriter.sequence(
            ObjectIdentifier("1.2.840.113549.1.9.14").der,
            DERWriter.set(DERWriter.sequence(of: [wanted.der])))
        let body = DERWriter.sequence(
            DERWriter.integer(0), SubjectName(commonName: commonName(names)).der,
            key.publicKeyInfo, DERWriter.wrapped(0, request))
        let signature = try algorithm.sign(body, with: key)
        return DERWriter.sequence(body, algorithm.identifier, DERWriter.bits(signature))
    }

    /// A common name has at most 64 characters (RFC 5280 appendix A.1).
    private static func commonName(_ names: [String]) -> String? {
        names.first { $0.utf8.count <= 64 }
    }
}
