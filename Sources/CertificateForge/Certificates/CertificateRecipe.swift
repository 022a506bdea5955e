/// The content of a certificate, apart from its keys. There are no checks, so a recipe can contain
/// any error that a test needs. The defaults make a sound server certificate without names.
package struct CertificateRecipe: Hashable, Sendable {
    package var subject: SubjectName
    /// The start of validity, in whole seconds since 1970. The period includes both ends.
    package var notBefore: Int64
    package var notAfter: Int64
    package var serial: SerialNumber = 0x1001
    /// The version, 1 or 3. Extensions are written in both.
    package var version = 3
    /// The SAN entries; the extension is left out if empty.
    package var names: [AlternativeName]
    package var basicConstraint: BasicConstraint = .endEntity
    /// The key usage; the extension is left out if nil.
    package var keyUsage: KeyUsage? = .digitalSignature
    /// The extended key usages; the extension is left out if empty.
    package var extendedKeyUsage: [ExtendedKeyUsage] = [.serverAuthentication]
    package var nameConstraints: NameConstraints?
    package var subjectKeyIdentifier: KeyIdentifier = .matching
    package var authorityKeyIdentifier: KeyIdentifier = .matching
    /// The URLs of the issuer's certificate, for the authority information access.
    package var issuerURLs: [String] = []
    /// The URLs of the OCSP responder, for the authority information access.
    package var responderURLs: [String] = []
    package var revocationListURLs: [String] = []
    /// Extra extensions, written last, even if they repeat one of the extensions above.
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
    /// The number of seconds in a day.
    package static let day: Int64 = 86_400

    /// Returns a recipe for a server certificate with DNS names, the first of which is also the
    /// common name. It is valid from 10 days before `now` to 80 days after.
    package static func server(_ names: String..., at now: Int64) -> CertificateRecipe {
        CertificateRecipe(
            subject: SubjectName(commonName: names.first), notBefore: now - 10 * day,
            notAfter: now + 80 * day, names: names.map(AlternativeName.dns))
    }

    /// Returns a recipe for a CA certificate, valid from a year before `now` to nine years after.
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

    /// Returns a changed copy of the recipe: `.server("a.test", at: now).with { $0.names = [] }`.
    package func with(_ change: (inout CertificateRecipe) -> Void) -> CertificateRecipe {
        var copy = self
        change(&copy)
        return copy
    }
}

extension CertificateRecipe {
    /// Returns the extensions in the order in which they are written.
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
            // RFC 5280 section 4.2.1.6: the SAN is critical if the subject is empty.
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
