import CertificateForge
import OpenSSLSupport
import OriginFacts
import Testing

@testable import ChainVerification

@Suite struct TrustAnchorsTests {
    static func source(_ text: String, label: String = "roots.pem") -> AnchorSource {
        AnchorSource(.custom, label: label, bytes: Array(text.utf8))
    }

    static func pem() throws -> String { try VerificationFixture.ordinary.get().root.pem }

    @Test func `PEM with comments, keys and Windows line ends around it is read`() throws {
        let text =
            "# my roots\r\n\r\n" + (try Self.pem()).replacing("\n", with: "\r\n")
            + "-----BEGIN PRIVATE KEY-----\r\nAAAA\r\n-----END PRIVATE KEY-----\r\n"
            + (try Self.pem()).replacing("CERTIFICATE", with: "X509 CERTIFICATE")
        #expect(try TrustAnchors([Self.source(text)]).count == 2)
    }

    @Test func `DER is read`() throws {
        let der = try VerificationFixture.ordinary.get().root.der
        let anchors = try TrustAnchors([AnchorSource(.custom, label: "root.der", bytes: der)])
        #expect(anchors.count == 1)
        try anchors.checkAll(in: VerificationFixture.library.get())
    }

    static let broken: [(String, AnchorError.Reason, Int?, Int?)] = [
        ("", .empty, nil, nil),
        ("no certificate here\n", .empty, nil, nil),
        ("\n\n-----BEGIN CERTIFICATE-----\nMIIB\n", .unterminated, 1, 3),
        ("-----BEGIN CERTIFICATE-----\nMI\nIB!\n-----END CERTIFICATE-----\n", .badBase64, 1, 3),
        ("-----BEGIN CERTIFICATE-----\nMIIBA\n-----END CERTIFICATE-----\n", .badBase64, 1, 2),
        ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", .notCertificate, 1, 1),
        ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", .notCertificate, 1, 1),
    ]

    @Test(arguments: broken)
    func `a broken source is reported with its position`(
        text: String, reason: AnchorError.Reason, certificate: Int?, line: Int?
    ) {
        #expect(
            throws: AnchorError(
                reason: reason, source: "roots.pem", certificate: certificate, line: line)
        ) {
            try TrustAnchors([Self.source(text)])
        }
    }

    @Test func `the number and line of a later broken certificate are right`() throws {
        let good = try Self.pem()
        let lines = good.utf8.count { $0 == 0x0A }
        let text = good + "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
        let error = #expect(throws: AnchorError.self) {
            try TrustAnchors([Self.source(good), Self.source(text, label: "more.pem")])
        }
        #expect(error?.certificate == 2)
        #expect(error?.line == lines + 1)
        #expect(error?.description == "more.pem:\(lines + 1): certificate 2 is not a certificate")
    }

    @Test func `a certificate OpenSSL cannot read is found when all are checked`() throws {
        var der = try VerificationFixture.ordinary.get().root.der
        // The signature, a BIT STRING of less than 128 bytes at the end, is turned into an OCTET
        // STRING.
        let signature = try #require(Self.lastBitString(of: der))
        der[signature] = 0x04
        let anchors = try TrustAnchors([AnchorSource(.custom, label: "x", bytes: der)])
        #expect(throws: AnchorError.self) {
            try anchors.checkAll(in: VerificationFixture.library.get())
        }
    }

    static func lastBitString(of der: [UInt8]) -> Int? {
        for length in 60...80 {
            let start = der.count - length - 2
            if der[start] == 0x03, Int(der[start + 1]) == length { return start }
        }
        return nil
    }

    @Test func `the digest covers the bytes of the source`() throws {
        let anchors = try TrustAnchors([OriginCARoots.source])
        let digests = try anchors.digests(in: VerificationFixture.library.get())
        #expect(digests.map(\.label) == ["Cloudflare Origin CA"])
        #expect(digests[0].sha256.utf8.count == 64)
    }

    /// Encodes a name as DER. Names that OpenSSL considers equal must share a key.
    static func name(_ attributes: [[(UInt8, [UInt8])]]) -> [UInt8] {
        func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
            [tag, UInt8(content.count)] + content
        }
        let sets = attributes.map { set in
            element(
                0x31,
                set.flatMap { tag, text in
                    element(0x30, element(0x06, [0x55, 0x04, 0x03]) + element(tag, text))
                })
        }
        return element(0x30, sets.flatMap(\.self))
    }

    static func key(_ name: [UInt8]) -> SubjectHash? {
        name.withUnsafeBufferPointer { SubjectHash(name: $0) }
    }

    @Test(arguments: [
        name([[(0x13, Array("example root".utf8))]]),
        name([[(0x0C, Array("  EXAMPLE   Root ".utf8))]]),
        name([[(0x1E, "Example Root".utf8.flatMap { [0, $0] })]]),
        name([[(0x1C, "Example Root".utf8.flatMap { [0, 0, 0, $0] })]]),
        name([[(0x16, Array("Example Root".utf8))]]),
    ])
    func `names that differ in type, case and blanks share a key`(name: [UInt8]) {
        #expect(Self.key(name) == Self.key(Self.name([[(0x0C, Array("Example Root".utf8))]])))
    }

    @Test func `the order in a SET does not matter, the order of RDNs does`() {
        let a: (UInt8, [UInt8]) = (0x0C, Array("a".utf8))
        let b: (UInt8, [UInt8]) = (0x0C, Array("b".utf8))
        #expect(Self.key(Self.name([[a, b]])) == Self.key(Self.name([[b, a]])))
        #expect(Self.key(Self.name([[a], [b]])) != Self.key(Self.name([[b], [a]])))
        #expect(Self.key(Self.name([[a]])) != Self.key(Self.name([[b]])))
    }

    @Test func `bytes that are not a Name have no key`() {
        #expect(Self.key([0x30, 0x02, 0x31]) == nil)
        #expect(Self.key([0x30, 0x02, 0x05, 0x00]) == nil)
        #expect(Self.key([]) == nil)
    }
}
