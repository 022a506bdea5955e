internal import COpenSSL
internal import DataFormats
package import OpenSSLSupport

/// A kind of key pair.
package enum KeyKind: Hashable, Sendable {
    case rsa(bits: Int)
    /// An RSASSA-PSS key without parameters (RFC 4055).
    case rsaPSS(bits: Int)
    case p256
    case p384
    case p521
    /// Any curve, by OpenSSL's name, such as `secp256k1`.
    case curve(String)
    case ed25519
    case ed448

    /// OpenSSL's name for the algorithm.
    var algorithm: String {
        switch self {
        case .rsa: "RSA"
        case .rsaPSS: "RSA-PSS"
        case .p256, .p384, .p521, .curve: "EC"
        case .ed25519: "ED25519"
        case .ed448: "ED448"
        }
    }

    /// OpenSSL's name for the curve, if the algorithm has several.
    var group: String? {
        switch self {
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        case .curve(let name): name
        case .rsa, .rsaPSS, .ed25519, .ed448: nil
        }
    }
}

extension PrivateKeyHandle {
    /// Generates a key pair in OpenSSL's default library context, which is never freed.
    package static func generate(_ kind: KeyKind) throws(OpenSSLFailure) -> PrivateKeyHandle {
        ErrorQueue.clear()
        let maker = EVP_PKEY_CTX_new_from_name(nil, kind.algorithm, nil)
        defer { EVP_PKEY_CTX_free(maker) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(maker) == 1, configure(maker, for: kind),
            EVP_PKEY_generate(maker, &key) == 1, let key
        else { throw ErrorQueue.failure(of: "make a \(kind.algorithm) key") }
        return PrivateKeyHandle(owning: key)
    }

    private static func configure(_ maker: OpaquePointer?, for kind: KeyKind) -> Bool {
        switch kind {
        case .rsa(let bits), .rsaPSS(let bits):
            return EVP_PKEY_CTX_set_rsa_keygen_bits(maker, Int32(bits)) == 1
        case .p256, .p384, .p521, .curve, .ed25519, .ed448: break
        }
        guard let group = kind.group else { return true }
        return EVP_PKEY_CTX_set_group_name(maker, group) == 1
    }

    /// The SubjectPublicKeyInfo in DER.
    package var publicKeyInfo: [UInt8] {
        DERReading.bytes { i2d_PUBKEY(pointer, $0) }
    }

    /// The private key: PKCS#1 for RSA, SEC 1 for EC, PKCS#8 for the Edwards curves.
    package var der: [UInt8] {
        DERReading.bytes { i2d_PrivateKey(pointer, $0) }
    }

    /// The key in unencrypted PKCS#8, `-----BEGIN PRIVATE KEY-----`, for servers started by a test.
    package var pem: String {
        let information = EVP_PKEY2PKCS8(pointer)
        defer { PKCS8_PRIV_KEY_INFO_free(information) }
        return PEMText.encode(
            "PRIVATE KEY", DERReading.bytes { i2d_PKCS8_PRIV_KEY_INFO(information, $0) })
    }

    /// Returns the same key in another library context, which must outlive it.
    func copy(in context: LibraryContext) throws(OpenSSLFailure) -> PrivateKeyHandle {
        ErrorQueue.clear()
        let copy = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            return d2i_AutoPrivateKey_ex(nil, &cursor, buffer.count, context.pointer, nil)
        }
        guard let copy else { throw ErrorQueue.failure(of: "copy a private key") }
        return PrivateKeyHandle(owning: copy)
    }
}

/// The algorithm of a signature: its AlgorithmIdentifier and digest.
struct SignatureAlgorithm {
    let identifier: [UInt8]
    /// The digest; nil for Ed25519 and Ed448, which include their own hash.
    private let digest: SignatureDigest?

    /// Determines the algorithm for that digest and key.
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

    /// Returns the signature over `body`.
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

/// The digest in a certificate's signature; ignored for Ed25519 and Ed448 keys.
package enum SignatureDigest: String, Hashable, Sendable, CaseIterable {
    case sha256 = "SHA256"
    case sha384 = "SHA384"
    case sha512 = "SHA512"
    case sha1 = "SHA1"
    case md5 = "MD5"

    /// The OID of `…WithRSAEncryption` (RFC 8017 appendix A.2.4).
    var withRSA: ObjectIdentifier {
        switch self {
        case .md5: "1.2.840.113549.1.1.4"
        case .sha1: "1.2.840.113549.1.1.5"
        case .sha256: "1.2.840.113549.1.1.11"
        case .sha384: "1.2.840.113549.1.1.12"
        case .sha512: "1.2.840.113549.1.1.13"
        }
    }

    /// The OID of `ecdsa-with-…` (RFC 5758 section 3.2); MD5 has none.
    var withECDSA: ObjectIdentifier? {
        switch self {
        case .md5: nil
        case .sha1: "1.2.840.10045.4.1"
        case .sha256: "1.2.840.10045.4.3.2"
        case .sha384: "1.2.840.10045.4.3.3"
        case .sha512: "1.2.840.10045.4.3.4"
        }
    }
}

/// Creates certificate signing requests (PKCS#10, RFC 2986).
package enum SigningRequest {
    /// Returns the request in DER for a key and DNS names, the first of which is also the common
    /// name.
    package static func der(
        names: [String], key: PrivateKeyHandle
    ) throws(OpenSSLFailure) -> [UInt8] {
        let algorithm = try SignatureAlgorithm(digest: .sha256, key: key)
        let wanted = CertificateExtension.names(names.map(AlternativeName.dns))
        // The extensionRequest attribute (RFC 2985 section 5.4.2).
        let request = DERWriter.sequence(
            ObjectIdentifier("1.2.840.113549.1.9.14").der,
            DERWriter.set(DERWriter.sequence(of: [wanted.der])))
        let body = DERWriter.sequence(
            DERWriter.integer(0), SubjectName(commonName: commonName(names)).der,
            key.publicKeyInfo, DERWriter.wrapped(0, request))
        let signature = try algorithm.sign(body, with: key)
        return DERWriter.sequence(body, algorithm.identifier, DERWriter.bits(signature))
    }

    /// Returns the first name that fits a common name: at most 64 characters (RFC 5280 appendix
    /// A.1).
    private static func commonName(_ names: [String]) -> String? {
        names.first { $0.utf8.count <= 64 }
    }
}
