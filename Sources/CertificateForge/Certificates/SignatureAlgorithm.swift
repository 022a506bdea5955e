internal import COpenSSL
internal import OpenSSLSupport

/// How a certificate is signed: the AlgorithmIdentifier and the digest it stands for.
struct SignatureAlgorithm {
    let identifier: [UInt8]
    /// Nil for the Edwards curves, which hash by themselves.
    private let digest: SignatureDigest?

    /// The algorithm of that digest and key.
    init(digest: SignatureDigest, key: PrivateKeyHandle) throws(OpenSSLFailure) {
        if EVP_PKEY_is_a(key.pointer, "RSA") == 1 {
            identifier = DERWriter.sequence(digest.withRSA.der, DERWriter.null)
            self.digest = digest
        } else if EVP_PKEY_is_a(key.pointer, "ED25519") == 1 {
            identifier = DERWriter.sequence(ObjectIdentifier("1.3.101.112").der)
            self.digest = nil
        } else if EVP_PKEY_is_a(key.pointer, "ED448") == 1 {
            identifier = DERWriter.sequence(ObjectIdentifier("1.3.101.113").der)
            self.digest = nil
        } else if let withECDSA = digest.withECDSA {
            identifier = DERWriter.sequence(withECDSA.der)
            self.digest = digest
        } else {
            throw OpenSSLFailure(operation: "sign", reason: "no \(digest.rawValue) with this key")
        }
    }

    /// The signature over `body`.
    func sign(_ body: [UInt8], with key: PrivateKeyHandle) throws(OpenSSLFailure) -> [UInt8] {
        ErrorQueue.clear()
        let signing = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(signing) }
        var count = 0
        guard
            EVP_DigestSignInit_ex(signing, nil, digest?.rawValue, nil, nil, key.pointer, nil) == 1,
            EVP_DigestSign(signing, nil, &count, body, body.count) == 1
        else { throw ErrorQueue.failure(of: "sign") }
        var signature = [UInt8](repeating: 0, count: count)
        guard EVP_DigestSign(signing, &signature, &count, body, body.count) == 1 else {
            throw ErrorQueue.failure(of: "sign")
        }
        return Array(signature.prefix(count))
    }
}
