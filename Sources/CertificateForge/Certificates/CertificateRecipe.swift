/// The content of a certificate, apart from its keys. Nothing is checked, so a recipe can be as
/// wrong as a test needs. The defaults make a sound server certificate without names.
package struct CertificateRecipe: Hashable, Sendable {
    package var subject: SubjectName
    /// Whole seconds since 1970, both ends included.
    package var notBefore: Int64
    package var notAfter: Int64
    package var serial: SerialNumber = 0x1001
    /// 1 or 3; extensions are written regardless.
    package var version = 3
    /// No SAN extension when empty.
    package var names: [AlternativeName]
    package var basicConstraint: BasicConstraint = .endEntity
    /// No extension when nil.
    package var keyUsage: KeyUsage? = .digitalSignature
    /// No extension when empty.
    package var extendedKeyUsage: [ExtendedKeyUsage] = [.serverAuthentication]
    package var nameConstraints: NameConstraints?
    package var subjectKeyIdentifier: KeyIdentifier = .matching
    package var authorityKeyIdentifier: KeyIdentifier = .matching
    /// Authority information access: the URLs of the issuer's certificate and OCSP responder.
    package var issuerURLs: [String] = []
    package var responderURLs: [String] = []
    package var revocationListURLs: [String] = []
    /// Written last, even when they repeat one from above.
    package var extraExtensions: [CertificateExtension] = []
    package var digest: SignatureDigest = .sha256

    package init(
        subject: SubjectName, notBefore: Int64, notAfter: Int64, names: [AlternativeName] = []
    ) {
        self.subject = subject
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.names = names
    }
}

extension CertificateRecipe {
    /// Seconds in a day.
    package static let day: Int64 = 86_400

    /// A server certificate for DNS names, the first also as common name; valid from 10 days before
    /// `now` to 80 days after.
    package static func server(_ names: String..., at now: Int64) -> CertificateRecipe {
        CertificateRecipe(
            subject: SubjectName(commonName: names.first), notBefore: now - 10 * day,
            notAfter: now + 80 * day, names: names.map(AlternativeName.dns))
    }

    /// A CA certificate, valid from a year before `now` to nine years after.
    package static func authority(
        _ commonName: String, at now: Int64, pathLength: Int? = nil
    ) -> CertificateRecipe {
        var recipe = CertificateRecipe(
            subject: SubjectName(commonName: commonName, organization: "Forge"),
            notBefore: now - 365 * day, notAfter: now + 9 * 365 * day)
        recipe.basicConstraint = .authority(pathLength: pathLength)
        recipe.keyUsage = [.certificateSigning, .listSigning]
        recipe.extendedKeyUsage = []
        return recipe
    }

    /// The same recipe with one thing changed: `.server("a.test", at: now).with { $0.names = [] }`.
    package func with(_ change: (inout CertificateRecipe) -> Void) -> CertificateRecipe {
        var copy = self
        change(&copy)
        return copy
    }
}

extension CertificateRecipe {
    /// The extensions in the order they are written.
    func extensions(subjectKey: [UInt8], issuerKey: [UInt8]?) -> [CertificateExtension] {
        let written: [CertificateExtension?] = [
            basicConstraint.der.map { .init("2.5.29.19", critical: true, value: $0) },
            keyUsage.map { .init("2.5.29.15", critical: true, value: $0.der) },
            extendedKeyUsage.isEmpty ? nil : .init("2.5.29.37", value: purposes),
            subjectKeyIdentifier.resolved(matching: subjectKey).map {
                .init("2.5.29.14", value: DERWriter.octets($0))
            },
            authorityKeyIdentifier.resolved(matching: issuerKey).map {
                .init("2.5.29.35", value: DERWriter.sequence(DERWriter.tagged(0, $0)))
            },
            // RFC 5280 section 4.2.1.6: critical when there is no other name.
            names.isEmpty ? nil : .names(names, critical: subject == SubjectName()),
            nameConstraints.map { .init("2.5.29.30", critical: true, value: $0.der) },
            informationAccess.isEmpty
                ? nil
                : .init("1.3.6.1.5.5.7.1.1", value: DERWriter.sequence(of: informationAccess)),
            revocationListURLs.isEmpty ? nil : .init("2.5.29.31", value: distributionPoints),
        ]
        return written.compactMap { $0 } + extraExtensions
    }

    private var purposes: [UInt8] {
        DERWriter.sequence(of: extendedKeyUsage.map(\.identifier.der))
    }

    private var informationAccess: [[UInt8]] {
        let entry = { (method: ObjectIdentifier, url: String) in
            DERWriter.sequence(method.der, AlternativeName.uri(url).der)
        }
        return responderURLs.map { entry("1.3.6.1.5.5.7.48.1", $0) }
            + issuerURLs.map { entry("1.3.6.1.5.5.7.48.2", $0) }
    }

    private var distributionPoints: [UInt8] {
        DERWriter.sequence(
            of: revocationListURLs.map { url in
                let fullName = DERWriter.wrapped(0, AlternativeName.uri(url).der)
                return DERWriter.sequence(DERWriter.wrapped(0, fullName))
            })
    }
}
