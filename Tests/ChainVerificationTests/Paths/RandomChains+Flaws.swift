import CertificateForge

extension RandomChains {
    /// One change to a recipe.
    struct Flaw: Sendable {
        let name: String
        /// The probability of the change, in percent.
        var percent: UInt64 = 4
        let change: @Sendable (inout CertificateRecipe, _ now: Int64) -> Void

        init(
            _ name: String, percent: UInt64 = 4,
            _ change: @escaping @Sendable (inout CertificateRecipe, Int64) -> Void
        ) {
            self.name = name
            self.percent = percent
            self.change = change
        }
    }

    private static let day = CertificateRecipe.day

    /// Changes that apply to any certificate.
    private static let flaws = [
        Flaw("ended") { recipe, now in recipe.notAfter = now - day },
        Flaw("ends in three weeks") { recipe, now in recipe.notAfter = now + 22 * day },
        Flaw("begins tomorrow") { recipe, now in recipe.notBefore = now + day },
        Flaw("ended before it began") { recipe, now in
            recipe.notBefore = now + day
            recipe.notAfter = now - day
        },
        Flaw("no authority key identifier") { recipe, _ in
            recipe.authorityKeyIdentifier = .absent
        },
        Flaw("wrong authority key identifier") { recipe, _ in
            recipe.authorityKeyIdentifier = .wrong
        },
        Flaw("no subject key identifier") { recipe, _ in recipe.subjectKeyIdentifier = .absent },
        Flaw("unknown critical") { recipe, _ in recipe.extraExtensions = [.criticalUnknown] },
        Flaw("SHA-1") { recipe, _ in recipe.digest = .sha1 },
        Flaw("for clients") { recipe, _ in recipe.extendedKeyUsage = [.clientAuthentication] },
        Flaw("for any purpose") { recipe, _ in recipe.extendedKeyUsage = [.any] },
        Flaw("no extended key usage") { recipe, _ in recipe.extendedKeyUsage = [] },
        Flaw("no key usage") { recipe, _ in recipe.keyUsage = nil },
        Flaw("an extension twice") { recipe, _ in
            recipe.extraExtensions = [
                CertificateExtension("1.3.6.1.4.1.32473.3", value: [5, 0]),
                CertificateExtension("1.3.6.1.4.1.32473.3", value: [5, 0]),
            ]
        },
    ]

    static let authorityFlaws =
        flaws + [
            Flaw("no CA") { recipe, _ in recipe.basicConstraint = .endEntity },
            Flaw("no basic constraints") { recipe, _ in recipe.basicConstraint = .absent },
            Flaw("path length 0") { recipe, _ in
                recipe.basicConstraint = .authority(pathLength: 0)
            },
            Flaw("path length 1") { recipe, _ in
                recipe.basicConstraint = .authority(pathLength: 1)
            },
            Flaw("may not sign") { recipe, _ in recipe.keyUsage = .digitalSignature },
            Flaw("permits example.com") { recipe, _ in
                recipe.nameConstraints = NameConstraints(permitted: [.dns("example.com")])
            },
            Flaw("permits example.net") { recipe, _ in
                recipe.nameConstraints = NameConstraints(permitted: [.dns("example.net")])
            },
            Flaw("excludes www.example.com") { recipe, _ in
                recipe.nameConstraints = NameConstraints(excluded: [.dns("www.example.com")])
            },
            Flaw("excludes secret.example.com", percent: 12) { recipe, _ in
                recipe.nameConstraints = NameConstraints(excluded: [.dns("secret.example.com")])
            },
            Flaw("empty name constraints", percent: 8) { recipe, _ in
                recipe.extraExtensions = [
                    CertificateExtension("2.5.29.30", critical: true, value: [0x30, 0])
                ]
            },
            Flaw("name constraints that cannot be read") { recipe, _ in
                recipe.extraExtensions = [
                    CertificateExtension("2.5.29.30", critical: true, value: [4, 0])
                ]
            },
        ]

    static let serverFlaws =
        flaws + [
            Flaw("a CA") { recipe, _ in recipe.basicConstraint = .authority(pathLength: nil) },
            Flaw("lists only") { recipe, _ in recipe.keyUsage = .listSigning },
            Flaw("wildcard") { recipe, _ in recipe.names = [.dns("*.example.com")] },
            Flaw("partial wildcard") { recipe, _ in recipe.names = [.dns("w*.example.com")] },
            Flaw("CN only") { recipe, _ in recipe.names = [] },
            Flaw("an address only") { recipe, _ in recipe.names = [.ip([192, 0, 2, 1])] },
            Flaw("another name") { recipe, _ in recipe.names = [.dns("other.test")] },
            Flaw("signs certificates") { recipe, _ in
                recipe.keyUsage = [.digitalSignature, .certificateSigning]
            },
            Flaw("server-gated cryptography") { recipe, _ in
                recipe.extendedKeyUsage = [.other("2.16.840.1.113730.4.1")]
            },
            Flaw("the key agrees only") { recipe, _ in recipe.keyUsage = .keyAgreement },
            Flaw("version 1 with extensions") { recipe, _ in recipe.version = 1 },
            Flaw("version 1") { recipe, _ in
                recipe.version = 1
                recipe.names = []
                recipe.basicConstraint = .absent
                recipe.keyUsage = nil
                recipe.extendedKeyUsage = []
                recipe.subjectKeyIdentifier = .absent
                recipe.authorityKeyIdentifier = .absent
            },
            Flaw("constrains names") { recipe, _ in
                recipe.nameConstraints = NameConstraints(permitted: [.dns("example.com")])
            },
            Flaw("a wildcard over one label") { recipe, _ in recipe.names.append(.dns("*.com")) },
            Flaw("a wildcard too") { recipe, _ in recipe.names.append(.dns("*.example.com")) },
            Flaw("a hyphen") { recipe, _ in recipe.names.append(.dns("w-w.example.com")) },
            Flaw("a broken name") { recipe, _ in recipe.names.append(.dns("a..example.com")) },
        ]
}
