import CertificateForge
import OpenSSLSupport
import TestSupport
import Testing

@Suite struct PrivateKeyTests {
    @Test func aPrivateKeyIsReadWithoutAskingForAPassword() throws {
        let library = try LibraryContext()
        let forged = try Forge.issue(.server("a.test", at: 1_790_000_000))
        #expect(throws: Never.self) {
            try PrivateKeyHandle(pem: Array(forged.key.pem.utf8), in: library)
        }
        let encrypted = try Command.output(of: [
            "openssl", "genpkey", "-algorithm", "ED25519", "-aes-128-cbc", "-pass",
            "pass:secret",
        ])
        #expect(encrypted.contains("ENCRYPTED PRIVATE KEY"))
        for text in [encrypted, forged.pem, "", "-----BEGIN PRIVATE KEY-----\n"] {
            #expect(throws: OpenSSLFailure.self) {
                try PrivateKeyHandle(pem: Array(text.utf8), in: library)
            }
        }
    }
}
