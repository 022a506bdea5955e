internal import COpenSSL
internal import DataFormats
package import OpenSSLSupport

/// Issues certificates for tests and the lab from a recipe and keys. It uses no clock, because the
/// dates are in the recipe.
package enum Forge {
    /// Issues a certificate for `key`, signed by `issuer` or, without one, by its own key.
    ///
    /// Throws if OpenSSL does not support the signature, such as MD5 with an EC key, or if a date
    /// is impossible.
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

    /// Issues a certificate for a new key of that kind, as above.
    package static func issue(
        _ recipe: CertificateRecipe, key: KeyKind = .p256, by issuer: CertificateIssuer? = nil
    ) throws(OpenSSLFailure) -> ForgedCertificate {
        try issue(recipe, key: .generate(key), by: issuer)
    }

    /// Returns a key identifier of twenty bytes: the SHA-1 of the whole SubjectPublicKeyInfo. RFC
    /// 5280 section 4.2.1.2 leaves the method to the issuer.
    static func keyIdentifier(of key: PrivateKeyHandle) -> [UInt8] {
        let information = key.publicKeyInfo
        var digest = [UInt8](repeating: 0, count: 20)
        EVP_Digest(information, information.count, &digest, nil, EVP_sha1(), nil)
        return digest
    }

    /// Returns a UTCTime for 1950 to 2049, otherwise a GeneralizedTime (RFC 5280 section 4.1.2.5).
    static func time(_ seconds: Int64) throws(OpenSSLFailure) -> [UInt8] {
        ErrorQueue.clear()
        guard let time = ASN1_TIME_set(nil, time_t(seconds)) else {
            throw ErrorQueue.failure(of: "write the time \(seconds)")
        }
        defer { ASN1_TIME_free(time) }
        return DERReading.bytes { i2d_ASN1_TIME(time, $0) }
    }
}

/// The library context of all servers created here. It is never freed. Threads that have drawn
/// random numbers in a context access it once more when they end (`OPENSSL_thread_stop_ex(3)`), and
/// the caller decides which threads run a server's connections.
enum ForgeLibrary {
    private static let shared = Result { () throws(OpenSSLFailure) in try LibraryContext() }

    /// Returns the context; throws if OpenSSL cannot create one.
    static func context() throws(OpenSSLFailure) -> LibraryContext {
        try shared.get()
    }
}

/// A certificate made by `Forge`, with its private key.
package struct ForgedCertificate: Sendable {
    package let der: [UInt8]
    package let key: PrivateKeyHandle
    /// The recipe used to make it.
    package let recipe: CertificateRecipe

    /// The certificate as PEM text, `-----BEGIN CERTIFICATE-----`.
    package var pem: String {
        PEMText.encode("CERTIFICATE", der)
    }

    /// Returns the certificate as an object in that library context.
    package func handle(in context: LibraryContext) throws(OpenSSLFailure) -> CertificateHandle {
        try CertificateHandle(der: der, in: context)
    }

    /// An issuer with this certificate's name and key, whether or not it is a CA.
    package var asIssuer: CertificateIssuer {
        let own = Forge.keyIdentifier(of: key)
        return CertificateIssuer(
            name: recipe.subject.der,
            keyIdentifier: recipe.subjectKeyIdentifier.resolved(matching: own), key: key)
    }

    /// A copy of the certificate with the last bit of its signature flipped. It can be parsed but
    /// does not verify.
    package var withBrokenSignature: ForgedCertificate {
        var bytes = der
        bytes[bytes.count - 1] ^= 1
        return ForgedCertificate(der: bytes, key: key, recipe: recipe)
    }
}

/// An issuer: a name, a key identifier and a private key.
package struct CertificateIssuer: Sendable {
    /// The issuer's subject as DER.
    let name: [UInt8]
    /// The key identifier; nil if the issuer's certificate has none.
    let keyIdentifier: [UInt8]?
    let key: PrivateKeyHandle

    /// Creates an issuer with the name of any certificate and any key, which need not belong
    /// together.
    package init(certificate: CertificateHandle, key: PrivateKeyHandle) {
        name = DERReading.bytes { i2d_X509_NAME(X509_get_subject_name(certificate.pointer), $0) }
        keyIdentifier = X509_get0_subject_key_id(certificate.pointer).map { identifier in
            let start = ASN1_STRING_get0_data(identifier)
            return Array(
                UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(identifier))))
        }
        self.key = key
    }

    init(name: [UInt8], keyIdentifier: [UInt8]?, key: PrivateKeyHandle) {
        self.name = name
        self.keyIdentifier = keyIdentifier
        self.key = key
    }
}

/// A root and one intermediate that issue server certificates.
package struct Authority: Sendable {
    package let root: ForgedCertificate
    package let intermediate: ForgedCertificate

    /// Creates both certificates, valid around `now` (seconds since 1970).
    package init(
        _ name: String = "Forge", at now: Int64, key: KeyKind = .p256
    ) throws(OpenSSLFailure) {
        root = try Forge.issue(.authority("\(name) Root", at: now), key: key)
        intermediate = try Forge.issue(
            .authority("\(name) Intermediate", at: now, pathLength: 0), key: key,
            by: root.asIssuer)
    }

    /// Issues a certificate signed by the intermediate.
    package func issue(
        _ recipe: CertificateRecipe, key: KeyKind = .p256
    ) throws(OpenSSLFailure) -> ForgedCertificate {
        try Forge.issue(recipe, key: key, by: intermediate.asIssuer)
    }

    /// Returns the chain that a correct server sends: the leaf, then the intermediate.
    package func chain(
        _ recipe: CertificateRecipe, key: KeyKind = .p256
    ) throws(OpenSSLFailure) -> [ForgedCertificate] {
        [try issue(recipe, key: key), intermediate]
    }
}

/// A library context without algorithms, as in a damaged OpenSSL installation.
package enum BrokenLibrary {
    /// The `OSSL_LIB_CTX` without algorithms, created once per process and never freed. Nil if
    /// OpenSSL cannot create it.
    package static var context: OpaquePointer? {
        OpaquePointer(bitPattern: kept)
    }

    /// The context as a number, because a pointer is not Sendable. Leak checkers still recognise it
    /// as a pointer.
    private static let kept: UInt = {
        let context = OSSL_LIB_CTX_new()
        return OSSL_PROVIDER_load(context, "null") == nil ? 0 : UInt(bitPattern: context)
    }()
}
