import CertificateForge
import OpenSSLSupport
import TestSupport
import Testing

@Suite("A forged certificate has the contents of its recipe")
struct CertificateRecipeTests {
    static let now: Int64 = 1_800_000_000

    /// Returns the output of `openssl x509 -text` for a certificate made from this recipe.
    private func text(_ recipe: CertificateRecipe, key: KeyKind = .p256) throws -> String {
        let certificate = try Forge.issue(recipe, key: key)
        let result = try Command.run(
            ["openssl", "x509", "-noout", "-text", "-nameopt", "oneline"], input: certificate.pem)
        #expect(result.status == 0, "\(result.output)")
        return result.output
    }

    private static func recipe(
        _ change: (inout CertificateRecipe) -> Void = { _ in }
    ) -> CertificateRecipe {
        .server("a.test", "b.test", at: now).with(change)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let recipe: CertificateRecipe
        let shown: [String]

        init(_ what: String, _ recipe: CertificateRecipe, _ shown: String...) {
            self.what = what
            self.recipe = recipe
            self.shown = shown
        }

        var testDescription: String { what }
    }

    static let rows: [Row] = [
        Row("names", recipe(), "DNS:a.test, DNS:b.test", "Subject: CN = a.test"),
        Row(
            "validity", recipe(), "Not Before: Jan  5 08:00:00 2027 GMT",
            "Not After : Apr  5 08:00:00 2027 GMT"),
        Row(
            "a year past 2049", recipe { $0.notAfter = 4_102_444_800 },
            "Not After : Jan  1 00:00:00 2100 GMT"),
        Row("a time before 1970", recipe { $0.notBefore = -86_400 }, "Dec 31 00:00:00 1969 GMT"),
        Row("serial number zero", recipe { $0.serial = 0 }, "Serial Number: 0 (0x0)"),
        Row("a negative serial number", recipe { $0.serial = -5 }, "Serial Number: -5 (-0x5)"),
        Row(
            "a long serial number",
            recipe { $0.serial = SerialNumber(contents: [UInt8](repeating: 0x11, count: 20)) },
            "11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11"),
        Row("version 1", recipe { $0.version = 1 }, "Version: 1 (0x0)"),
        Row("version 3", recipe(), "Version: 3 (0x2)"),
        Row(
            "organisation and unit",
            recipe {
                $0.subject = SubjectName(
                    commonName: "x", organization: "Org", organizationalUnit: "Unit")
            }, "Subject: O = Org, OU = Unit, CN = x"),
        Row(
            "addresses, mail and URI",
            recipe {
                $0.names = [
                    .ip([192, 0, 2, 1]), .ip([UInt8](repeating: 0x20, count: 16)),
                    .email("a@b.test"), .uri("https://b.test/"),
                ]
            }, "IP Address:192.0.2.1, IP Address:2020:2020:2020", "email:a@b.test",
            "URI:https://b.test/"),
        Row(
            "SAN critical under an empty subject", recipe { $0.subject = SubjectName() },
            "X509v3 Subject Alternative Name: critical"),
        Row(
            "a CA with a path length", .authority("CA", at: now, pathLength: 2),
            "CA:TRUE, pathlen:2", "Certificate Sign, CRL Sign"),
        Row(
            "purposes", recipe { $0.extendedKeyUsage = [.clientAuthentication, .any] },
            "TLS Web Client Authentication, Any Extended Key Usage"),
        Row(
            "key usage", recipe { $0.keyUsage = [.digitalSignature, .keyEncipherment] },
            "X509v3 Key Usage: critical", "Digital Signature, Key Encipherment"),
        Row(
            "name constraints",
            recipe {
                $0.nameConstraints = NameConstraints(
                    permitted: [.dns("good.test")],
                    excluded: [.dns("bad.test"), .ip([10, 0, 0, 0, 255, 0, 0, 0])])
            }, "Permitted:", "DNS:good.test", "Excluded:", "DNS:bad.test", "IP:10.0.0.0/255.0.0.0"),
        Row(
            "a critical extension nobody knows",
            recipe { $0.extraExtensions = [.criticalUnknown] }, "1.3.6.1.4.1.32473.1: critical"),
        Row("must-staple", recipe { $0.extraExtensions = [.mustStaple] }, "status_request"),
        Row(
            "policies",
            recipe { $0.extraExtensions = [.policies(["2.23.140.1.2.1"])] },
            "Policy: 2.23.140.1.2.1"),
        Row(
            "where issuer, responder and list are",
            recipe {
                $0.issuerURLs = ["http://ca.test/ca.der"]
                $0.responderURLs = ["http://ocsp.test/"]
                $0.revocationListURLs = ["http://crl.test/1.crl"]
            }, "CA Issuers - URI:http://ca.test/ca.der", "OCSP - URI:http://ocsp.test/",
            "URI:http://crl.test/1.crl"),
        Row(
            "a wrong key identifier", recipe { $0.subjectKeyIdentifier = .wrong },
            "BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA:BA"),
    ]

    @Test("as openssl prints them", arguments: rows)
    func saysSo(_ row: Row) throws {
        let text = try text(row.recipe)
        for shown in row.shown {
            #expect(text.contains(shown), "\(text)")
        }
    }

    @Test("an omitted part is not written")
    func absence() throws {
        let text = try text(
            Self.recipe {
                $0.names = []
                $0.basicConstraint = .absent
                $0.keyUsage = nil
                $0.extendedKeyUsage = []
                $0.subjectKeyIdentifier = .absent
                $0.authorityKeyIdentifier = .absent
            })
        #expect(!text.contains("X509v3"))
    }

    @Test("a SAN is written raw: NUL and non-ASCII bytes are kept")
    func rawNames() throws {
        let raw: [UInt8] = Array("good.test".utf8) + [0] + Array(".evil.test".utf8) + [0xFF, 0x20]
        let der = try Forge.issue(Self.recipe { $0.names = [.rawDNS(raw)] }).der
        #expect(der.indices.contains { der[$0...].starts(with: [0x82, UInt8(raw.count)] + raw) })
    }

    @Test("a repeated extension is written twice")
    func repeatedExtension() throws {
        let der = try Forge.issue(
            Self.recipe { $0.extraExtensions = [.names([.dns("c.test")])] }
        ).der
        let identifier: [UInt8] = [0x06, 0x03, 0x55, 0x1D, 0x11]
        let count = der.indices.filter { der[$0...].starts(with: identifier) }.count
        #expect(count == 2)
    }

    struct Signing: Sendable {
        let key: KeyKind
        let digest: SignatureDigest
        let shown: String
    }

    static let signings = [
        Signing(key: .rsa(bits: 1024), digest: .md5, shown: "md5WithRSAEncryption"),
        Signing(key: .rsa(bits: 1024), digest: .sha1, shown: "sha1WithRSAEncryption"),
        Signing(key: .rsa(bits: 2048), digest: .sha256, shown: "sha256WithRSAEncryption"),
        Signing(key: .p256, digest: .sha1, shown: "ecdsa-with-SHA1"),
        Signing(key: .p256, digest: .sha256, shown: "ecdsa-with-SHA256"),
        Signing(key: .p384, digest: .sha384, shown: "ecdsa-with-SHA384"),
        Signing(key: .p521, digest: .sha512, shown: "ecdsa-with-SHA512"),
        Signing(key: .ed25519, digest: .sha256, shown: "ED25519"),
        Signing(key: .ed448, digest: .sha256, shown: "ED448"),
    ]

    @Test("each key signs with the chosen digest, and the signature verifies", arguments: signings)
    func signs(_ row: Signing) throws {
        let certificate = try Forge.issue(
            Self.recipe { $0.digest = row.digest }, key: .generate(row.key))
        let files = try TemporaryFolder()
        let file = try files.write("certificate.pem", certificate.pem)
        let text = try Command.run(["openssl", "x509", "-noout", "-text", "-in", file])
        #expect(text.output.contains("Signature Algorithm: \(row.shown)"))
        let verified = try Command.run([
            "openssl",
            "verify", "-check_ss_sig", "-auth_level", "0", "-partial_chain", "-attime",
            "\(Self.now)", "-trusted", file, file,
        ])
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("MD5 with an elliptic curve is rejected")
    func noSuchSignature() {
        #expect(throws: OpenSSLFailure(operation: "sign", reason: "no MD5 with this key")) {
            try Forge.issue(Self.recipe { $0.digest = .md5 })
        }
    }
}
