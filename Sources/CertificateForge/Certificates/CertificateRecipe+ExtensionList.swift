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
