import CertificateForge
import Foundation
import OpenSSLSupport
import TestSupport
import Testing

@Suite struct CertificateHandleTests {
    private static let now: Int64 = 1_790_000_000

    @Test func aCertificateGivesBackWhatItWasMadeFrom() throws {
        let recipe = CertificateRecipe.server("a.test", at: Self.now).with {
            $0.serial = SerialNumber(-255)
        }
        let forged = try Forge.issue(recipe)
        let certificate = try CertificateHandle(der: forged.der, in: LibraryContext())
        #expect(certificate.der == forged.der)
        #expect(certificate.serial == "-ff")
        #expect(certificate.version == 3)
        #expect(certificate.commonNames == ["a.test"])
        #expect(certificate.alternativeNames?.dns == ["a.test"])
        #expect(certificate.notBefore == recipe.notBefore)
        #expect(certificate.notAfter == recipe.notAfter)
        #expect(certificate.sha256 == Digest.sha256Hex(forged.der))
        #expect(certificate.publicKeySHA256 == Digest.sha256(forged.key.publicKeyInfo))
        #expect(ErrorQueue.drain() == [])
    }

    @Test func onlyExactlyOneCertificateIsRead() throws {
        let library = try LibraryContext()
        let der = try Forge.issue(.server("a.test", at: Self.now)).der
        for bytes in [[], [0x30], Array(der.dropLast()), der + [0], der + der] {
            #expect(throws: OpenSSLFailure.self) { try CertificateHandle(der: bytes, in: library) }
        }
        #expect(ErrorQueue.drain() == [])
    }

    @Test(arguments: ["pkcs7", "pkcs12"])
    func aContainerMadeByOpenSSLIsRead(_ kind: String) throws {
        let folder = try TemporaryFolder()
        let forged = try Forge.issue(.server("a.test", at: Self.now))
        let certificate = try folder.write("a.pem", forged.pem)
        let key = try folder.write("a.key", forged.key.pem)
        let container = folder.path("a.out")
        if kind == "pkcs7" {
            try Command.output(of: [
                "openssl", "crl2pkcs7", "-nocrl", "-certfile", certificate, "-outform", "DER",
                "-out",
                container,
            ])
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: container)))
            #expect(CertificateContainer.certificates(inPKCS7: bytes) == [forged.der])
            #expect(!CertificateContainer.isPKCS12(bytes))
        } else {
            try Command.output(of: [
                "openssl", "pkcs12", "-export", "-in", certificate, "-inkey", key, "-passout",
                "pass:secret", "-out", container,
            ])
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: container)))
            let store = try CertificateContainer.contents(ofPKCS12: bytes, password: "secret")
            #expect(store.certificates == [forged.der])
            #expect(store.key != nil)
            #expect(CertificateContainer.certificates(inPKCS7: bytes) == nil)
            #expect(throws: KeyStoreFailure.self) {
                try CertificateContainer.contents(ofPKCS12: bytes, password: "another")
            }
        }
    }
}
