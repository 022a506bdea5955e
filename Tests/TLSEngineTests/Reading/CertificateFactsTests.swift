import CertificateForge
import OpenSSLSupport
import OriginFacts
import TLSEngine
import TestSupport
import Testing

@Suite struct CertificateFactsTests {
    private static let library = Result { try LibraryContext() }

    private func facts(_ forged: ForgedCertificate) throws -> CertificateFacts {
        CertificateFacts(reading: try forged.handle(in: Self.library.get()))
    }

    private func facts(
        _ key: KeyKind = .p256, _ change: (inout CertificateRecipe) -> Void = { _ in }
    ) throws -> CertificateFacts {
        let recipe = CertificateRecipe.server("www.origin.test", at: Origins.now).with(change)
        return try facts(
            Forge.issue(recipe, key: key, by: Origins.authority.get().intermediate.asIssuer))
    }

    @Test func anOrdinaryCertificateIsReadWhole() throws {
        let recipe = CertificateRecipe.server("www.origin.test", "*.origin.test", at: Origins.now)
            .with {
                $0.names.append(.ip([192, 0, 2, 1]))
                $0.names.append(
                    .ip([0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1]))
                $0.names.append(.email("a@origin.test"))
                $0.issuerURLs = ["http://ca.test/1.crt", "http://ca.test/2.crt"]
                $0.responderURLs = ["http://ocsp.test"]
                $0.revocationListURLs = ["http://crl.test/1.crl"]
                $0.extendedKeyUsage = [.serverAuthentication, .clientAuthentication]
            }
        let intermediate = try Origins.authority.get().intermediate
        let forged = try Forge.issue(recipe, by: intermediate.asIssuer)
        let facts = try facts(forged)
        #expect(facts.der == forged.der)
        #expect(facts.subject == "CN=www.origin.test")
        #expect(facts.issuer == "CN=Engine Intermediate,O=Forge")
        #expect(facts.commonNames == ["www.origin.test"])
        #expect(facts.organizations == [])
        #expect(
            facts.subjectAltNames
                == .present(
                    dns: ["www.origin.test", "*.origin.test"],
                    addresses: [IPAddress("192.0.2.1"), IPAddress("2001:db8::1")].compactMap { $0 },
                    other: 1))
        #expect(facts.notBefore.seconds == recipe.notBefore)
        #expect(facts.notAfter.seconds == recipe.notAfter)
        #expect(facts.serial == "1001")
        #expect(facts.key == .ec(curve: "prime256v1"))
        #expect(facts.signatureAlgorithm == "ecdsa-with-SHA256")
        #expect(facts.version == 3)
        #expect(facts.basicConstraints == .endEntity)
        #expect(facts.extendedKeyUsage == ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"])
        #expect(facts.issuerURLs == recipe.issuerURLs)
        #expect(facts.ocspURLs == recipe.responderURLs)
        #expect(facts.crlURLs == recipe.revocationListURLs)
        #expect(facts.authorityKeyIdentifier?.count == 40)
        #expect(
            facts.authorityKeyIdentifier
                == (try self.facts(intermediate)).subjectKeyIdentifier)
        #expect(!facts.isSelfIssued)
    }

    @Test func theFingerprintIsSHA256OverTheDER() throws {
        let forged = try Forge.issue(.server("a.test", at: Origins.now))
        let files = try TemporaryFolder()
        let path = try files.write("a.pem", forged.pem)
        let printed = try Command.output(of: [
            "openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", path,
        ])
        let hex = printed.drop { $0 != "=" }.filter(\.isHexDigit).lowercased()
        #expect(try facts(forged).sha256 == hex)
    }

    @Test func whatIsAbsentIsToldFromWhatIsEmpty() throws {
        let bare = try facts {
            $0.version = 1
            $0.names = []
            $0.basicConstraint = .absent
            $0.keyUsage = nil
            $0.extendedKeyUsage = []
            $0.subjectKeyIdentifier = .absent
            $0.authorityKeyIdentifier = .absent
        }
        #expect(bare.version == 1)
        #expect(bare.subjectAltNames == .absent)
        #expect(bare.basicConstraints == .absent)
        #expect(bare.extendedKeyUsage == nil)
        #expect(bare.subjectKeyIdentifier == nil)
        #expect(bare.authorityKeyIdentifier == nil)
        #expect(bare.issuerURLs == [])
    }

    @Test func namesMayHoldAnyBytes() throws {
        let odd = try facts {
            $0.subject.commonNames = [Array("a\0b".utf8), Array("ä\u{7}".utf8)]
            $0.subject.organization = "O, + \"x\" <y>"
            $0.names = [
                .rawDNS(Array("www.origin.test\0.evil.test".utf8)), .rawDNS([0xFF, 0xFE]),
                .ip([1, 2, 3]), .uri("http://a.test"),
            ]
        }
        #expect(odd.commonNames == ["a\0b", "ä\u{7}"])
        #expect(odd.organizations == ["O, + \"x\" <y>"])
        #expect(
            odd.subject
                == #"CN=\C3\A4\07,CN=a\00b,O=O\, \+ \"x\" \<y\>"#)
        #expect(
            odd.subjectAltNames
                == .present(
                    dns: ["www.origin.test\0.evil.test", "\u{FFFD}\u{FFFD}"], addresses: [],
                    other: 2))
    }

    // swift-format-ignore
    static let serials: [(SerialNumber, String)] = [
        (SerialNumber(contents: [0]),                    "0"),
        (SerialNumber(contents: [0x7F]),                 "7f"),
        (SerialNumber(contents: [0x00, 0xFF]),           "ff"),
        (SerialNumber(contents: [0x0A, 0xBC]),           "abc"),
        (SerialNumber(contents: [0xFF]),                 "-1"),
        (SerialNumber(contents: [0x80, 0x00]),           "-8000"),
    ]

    @Test(arguments: serials)
    func aSerialIsHexWithASign(_ serial: SerialNumber, _ text: String) throws {
        #expect(try facts { $0.serial = serial }.serial == text)
    }

    // swift-format-ignore
    static let moments = [
        UnixTime(year: 1950, month: 1, day: 1), UnixTime(year: 1999, month: 12, day: 31, hour: 23, minute: 59, second: 59),
        UnixTime(year: 2000, month: 2, day: 29), UnixTime(year: 2049, month: 12, day: 31, hour: 23, minute: 59, second: 59),
        UnixTime(year: 2050, month: 1, day: 1), UnixTime(year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59),
    ]

    @Test(arguments: moments)
    func everyCalendarDayIsRead(_ moment: UnixTime) throws {
        let facts = try facts {
            $0.notBefore = moment.seconds
            $0.notAfter = moment.seconds
        }
        #expect(facts.notBefore == moment)
        #expect(facts.notAfter == moment)
    }

    @Test func aDateThatIsNoneCannotBeMet() throws {
        let forged = try Forge.issue(
            .server("a.test", at: 0).with {
                $0.notBefore = 1_000_000_000
                $0.notAfter = 1_000_000_001
            })
        let broken = forged.der.replacing(
            Array("010909014640Z".utf8), with: Array("019909014640Z".utf8)
        )
        .replacing(Array("010909014641Z".utf8), with: Array("01090901464xZ".utf8))
        let facts = CertificateFacts(
            reading: try CertificateHandle(der: broken, in: Self.library.get()))
        #expect(facts.notBefore.date.year == 9999)
        #expect(facts.notAfter.date.year == 1)
    }

    // swift-format-ignore
    static let keys: [(KeyKind, KeyFacts)] = [
        (.rsa(bits: 1024), .rsa(bits: 1024)),
        (.rsa(bits: 2048), .rsa(bits: 2048)),
        (.p256,            .ec(curve: "prime256v1")),
        (.p384,            .ec(curve: "secp384r1")),
        (.p521,            .ec(curve: "secp521r1")),
        (.ed25519,         .ed25519),
        (.ed448,           .ed448),
    ]

    @Test(arguments: keys)
    func eachKeyIsNamed(_ kind: KeyKind, _ key: KeyFacts) throws {
        #expect(try facts(kind).key == key)
    }

    // swift-format-ignore
    static let constraints: [(BasicConstraint, BasicConstraints)] = [
        (.absent,                       .absent),
        (.endEntity,                    .endEntity),
        (.authority(pathLength: nil),   .authority(pathLength: nil)),
        (.authority(pathLength: 0),     .authority(pathLength: 0)),
        (.authority(pathLength: 3),     .authority(pathLength: 3)),
    ]

    @Test(arguments: constraints)
    func basicConstraintsAreRead(_ written: BasicConstraint, _ read: BasicConstraints) throws {
        #expect(try facts { $0.basicConstraint = written }.basicConstraints == read)
    }

    @Test(
        arguments: [
            "2.5.29.17", "2.5.29.19", "2.5.29.37", "2.5.29.14", "2.5.29.35", "2.5.29.31",
            "1.3.6.1.5.5.7.1.1",
        ] as [ObjectIdentifier])
    func anUnreadableExtensionGrantsNothing(_ identifier: ObjectIdentifier) throws {
        let facts = try facts {
            $0.names = []
            $0.basicConstraint = .absent
            $0.extendedKeyUsage = []
            $0.subjectKeyIdentifier = .absent
            $0.authorityKeyIdentifier = .absent
            $0.extraExtensions = [CertificateExtension(identifier, value: [0x02, 0x05, 1])]
        }
        #expect(facts.subjectAltNames.dnsNames == [])
        #expect((facts.subjectAltNames == .absent) == (identifier != "2.5.29.17"))
        #expect((facts.basicConstraints == .absent) == (identifier != "2.5.29.19"))
        #expect(facts.extendedKeyUsage == (identifier == "2.5.29.37" ? [] : nil))
        #expect(facts.subjectKeyIdentifier == nil)
        #expect(facts.authorityKeyIdentifier == nil)
        #expect(facts.crlURLs == [])
        #expect(facts.issuerURLs == [])
        #expect(ErrorQueue.drain() == [])
    }

    @Test func namesOfASecondSANCountToo() throws {
        let facts = try facts {
            $0.extraExtensions = [.names([.dns("second.origin.test")])]
        }
        #expect(facts.subjectAltNames.dnsNames == ["www.origin.test", "second.origin.test"])
    }

    @Test func keyUsageIsReadAsBits() throws {
        let recipe = CertificateRecipe.server("a.test", at: Origins.now).with {
            $0.keyUsage = [.digitalSignature, .certificateSigning]
        }
        let library = try Self.library.get()
        #expect(try Forge.issue(recipe).handle(in: library).keyUsage == 0x84)
        #expect(
            try Forge.issue(recipe.with { $0.keyUsage = nil }).handle(in: library).keyUsage == nil)
    }

    @Test(arguments: [0, 1, 10, 200])
    func trailingOrMissingBytesAreNoCertificate(_ cut: Int) throws {
        let der = try Forge.issue(.server("a.test", at: Origins.now)).der
        let wrong = cut == 0 ? der + [0] : Array(der.dropLast(cut))
        #expect(throws: OpenSSLFailure.self) {
            try CertificateHandle(der: wrong, in: Self.library.get())
        }
    }
}
