import CertificateForge
import Foundation
import TestSupport
import Testing

/// Files with unexpected content: the message names what was found and what was expected, the exit
/// status is 65, and no file is written.
@Suite(.timeLimit(.minutes(2)))
struct `Files that are not what was expected` {
    /// The content of a file, the option that passes it, and parts of the error message.
    struct Row: Sendable, CustomTestStringConvertible {
        var title: String
        var content: @Sendable (CertificateFolder) throws -> [UInt8]
        /// Whether the file is passed as the key of a good certificate.
        var isKey = false
        var found: String
        var expected: String

        var testDescription: String { title }
    }

    private static let certificate: @Sendable (CertificateFolder) throws -> [UInt8] = {
        Array($0.authority.root.pem.utf8)
    }

    private static let keyStore: @Sendable (CertificateFolder) throws -> [UInt8] = { files in
        let leaf = try files.leaf("a.example")
        _ = try files.key(leaf)
        _ = try files.pem([leaf])
        try files.run([
            "pkcs12", "-export", "-inkey", "key.pem", "-in", "full.pem", "-passout", "pass:",
            "-out",
            "store.p12",
        ])
        return Array(try Data(contentsOf: URL(filePath: "\(files.folder.path)/store.p12")))
    }

    // swift-format-ignore
    static let rows: [Row] = [
        Row(title: "empty", content: { _ in [] }, found: "is empty", expected: "expected certificates"),
        Row(title: "blank", content: { _ in Array(" \n\n".utf8) }, found: "is empty", expected: "expected certificates"),
        Row(title: "a key", content: { Array($0.authority.root.key.pem.utf8) },
            found: "holds a private key, not a certificate", expected: "the key goes with --key"),
        Row(title: "a key in DER", content: { $0.authority.root.key.der },
            found: "holds a private key, not a certificate", expected: "the key goes with --key"),
        Row(title: "a certificate as key", content: certificate, isKey: true,
            found: "holds a certificate, not a private key", expected: "expected the private key here"),
        Row(title: "a certificate in DER as key", content: { $0.authority.root.der }, isKey: true,
            found: "holds a certificate, not a private key", expected: "expected the private key here"),
        Row(title: "an empty key", content: { _ in [] }, isKey: true,
            found: "holds nothing, not a private key", expected: "expected a private key"),
        Row(title: "a key cut off", content: { Array($0.authority.root.key.pem.utf8.prefix(90)) }, isKey: true,
            found: "the private key is unreadable", expected: "may be cut off"),
        Row(title: "cut off", content: { Array($0.authority.root.pem.utf8.prefix(300)) },
            found: "has no END line", expected: "may be cut off"),
        Row(title: "bad base64", content: { Array($0.authority.root.pem.replacing("MII", with: "M*I").utf8) },
            found: "has no valid base64 in line 2", expected: "expected whole certificates"),
        Row(title: "base64 of something else", content: { _ in
                Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8) },
            found: ":1: this certificate is unreadable", expected: "damaged or cut off"),
        Row(title: "DER cut off", content: { Array($0.authority.root.der.dropLast(9)) },
            found: "holds unknown binary data, not a certificate", expected: "expected certificates"),
        Row(title: "a request", content: { _ in
                Array("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n".utf8) },
            found: "holds a signing request (CSR)", expected: "certificate that was issued for it"),
        Row(title: "a web page", content: { _ in Array("<!DOCTYPE html><html>Login</html>".utf8) },
            found: "holds a web page", expected: "expected certificates"),
        Row(title: "UTF-16", content: { _ in [0xFF, 0xFE, 0x2D, 0] },
            found: "holds text in UTF-16, not a certificate", expected: "save the file as plain text"),
        Row(title: "an OpenSSH key", content: { _ in
                Array("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n".utf8) }, isKey: true,
            found: "holds a key in OpenSSH format", expected: "expected a private key"),
        Row(title: "a key store as key", content: keyStore, isKey: true,
            found: "holds a PKCS#12 key store, not a private key", expected: "pass it as the certificate file, without --key"),
        Row(title: "10 MB of junk", content: { _ in [UInt8](repeating: 0x30, count: 10_000_000) },
            found: "is larger than 8388608 bytes", expected: "certificate file"),
        Row(title: "8 MB of junk", content: { _ in [UInt8](repeating: 0x41, count: 8_000_000) },
            found: "holds some other text", expected: "expected certificates"),
    ]

    @Test(arguments: rows)
    func `are refused with a message`(row: Row) async throws {
        let files = try CertificateFolder()
        let good = try files.pem([files.leaf("a.example"), files.authority.intermediate])
        let odd = try files.folder.write("odd", row.content(files))
        let before = try FileManager.default.contentsOfDirectory(atPath: files.folder.path).sorted()
        let seen = try await files.check(row.isKey ? [good, "--key", odd] : [odd])
        #expect(seen.status == 65)
        #expect(seen.errors.contains(odd))
        #expect(seen.errors.contains(row.found), "\(seen.errors)")
        #expect(seen.errors.contains(row.expected), "\(seen.errors)")
        #expect(seen.schema == nil)
        let after = try FileManager.default.contentsOfDirectory(atPath: files.folder.path).sorted()
        #expect(before == after)
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func `or that may not be read end with status 66`() async throws {
        let files = try CertificateFolder()
        let file = try files.pem([files.leaf("a.example")])
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
        let seen = try await files.check(file)
        #expect(seen.status == 66)
        #expect(seen.errors.contains("Permission denied"))
    }
}
