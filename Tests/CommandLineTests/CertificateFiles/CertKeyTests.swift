import CertificateForge
import Foundation
import OpenSSLSupport
import TestSupport
import Testing

/// Keys with their certificates, in every kind and format, and with different permissions.
@Suite(.timeLimit(.minutes(3)))
struct `Private keys checked` {
    private static let name = "shop.example.com"

    // swift-format-ignore
    static let kinds: [KeyKind] = [
        .rsa(bits: 2048), .p256, .p384, .p521, .ed25519, .ed448, .curve("secp256k1"),
    ]

    @Test(arguments: kinds)
    func `of every kind match their own certificate and no other`(kind: KeyKind) async throws {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name, key: kind)
        let other = try files.leaf(Self.name, key: kind)
        let file = try files.pem([leaf, files.authority.intermediate])
        let right = try await files.check(file, "--key", files.key(leaf))
        #expect(right.keyMatches == true)
        #expect(!right.findings.contains("error key.mismatch"))
        let wrong = try await files.check(file, "--key", files.key(other, as: "other.pem"))
        #expect(wrong.keyMatches == false)
        #expect(wrong.problems.contains("error key.mismatch"))
        #expect(wrong.outcome("off") == "521")
        #expect(wrong.status == 1)
    }

    /// The format of a key file, as options of `openssl`, and whether it has a password.
    static let forms: [(String, [String], Bool)] = [
        ("PKCS#8 in DER", ["pkey", "-in", "key.pem", "-outform", "der", "-out", "form"], false),
        ("SEC 1 in PEM", ["ec", "-in", "key.pem", "-out", "form"], false),
        ("SEC 1 in DER", ["ec", "-in", "key.pem", "-outform", "der", "-out", "form"], false),
        (
            "encrypted PKCS#8",
            ["pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:s3cret", "-out", "form"], true
        ),
        (
            "encrypted PKCS#8 in DER",
            [
                "pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:s3cret", "-outform", "der",
                "-out", "form",
            ], true
        ),
        (
            "encrypted traditional PEM",
            ["ec", "-in", "key.pem", "-aes128", "-passout", "pass:s3cret", "-out", "form"], true
        ),
    ]

    @Test(arguments: forms)
    func `are read in every format`(title: String, command: [String], hasPassword: Bool)
        async throws
    {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name)
        _ = try files.key(leaf)
        try files.run(command)
        let file = try files.pem([leaf, files.authority.intermediate])
        let key = ["--key", "\(files.folder.path)/form"]
        guard hasPassword else {
            let seen = try await files.check([file] + key)
            #expect(seen.keyMatches == true, "\(seen.errors)")
            return
        }
        let password = try files.folder.write("password", "s3cret\r\nmore\n")
        let seen = try await files.check([file] + key + ["--password-file", password])
        #expect(seen.keyMatches == true, "\(seen.errors)")
        let closed = try await files.check([file] + key)
        #expect(closed.status == 64)
        #expect(
            closed.errors.contains(
                "is encrypted and no password was given\n  give its password in a file"))
        let wrong = try files.folder.write("wrong", "other")
        let refused = try await files.check([file] + key + ["--password-file", wrong])
        #expect(refused.status == 65)
        #expect(refused.errors.contains("the password does not open the key"))
    }

    @Test func `that everybody may read are a finding, in whatever file they are`() async throws {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name)
        let file = try files.pem([leaf, files.authority.intermediate])
        let key = try files.key(leaf)
        for (mode, isFound) in [(0o600, false), (0o640, false), (0o644, true), (0o604, true)] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
            let seen = try await files.check(file, "--key", key)
            #expect(seen.problems.contains("warning key.permissions") == isFound)
            #expect(seen.status == 0)
        }
        let both = try files.folder.write(
            "both.pem", leaf.pem + files.authority.intermediate.pem + leaf.key.pem)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: both)
        let seen = try await files.check(both)
        #expect(seen.keyMatches == true)
        #expect(seen.problems == ["warning key.permissions"])
        #expect(seen.command("key.permissions") == "chmod o-rwx \(both)")
    }

    @Test func `select the certificate where there are several`() async throws {
        let files = try CertificateFolder()
        let (first, second) = (try files.leaf(Self.name), try files.leaf("b.example"))
        let file = try files.pem([first, files.authority.intermediate, second])
        let seen = try await files.check(file, "--key", files.key(second))
        #expect(seen.keyMatches == true)
        #expect(
            seen.problems == ["error chain.leaf-not-first", "warning chain.several-leaves"])
    }

    @Test(arguments: [("s3cret", true), ("", false)])
    func `in PKCS#12 are found, with and without a password`(
        password: String, needsFile: Bool
    ) async throws {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name)
        _ = try files.key(leaf)
        _ = try files.pem([leaf, files.authority.intermediate])
        try files.run([
            "pkcs12", "-export", "-inkey", "key.pem", "-in", "full.pem", "-passout",
            "pass:\(password)", "-out", "store.p12",
        ])
        let store = "\(files.folder.path)/store.p12"
        let file = try files.folder.write("password", password)
        let seen = try await files.check(store, "--password-file", file)
        #expect(seen.keyMatches == true, "\(seen.errors)")
        #expect(seen.problems == ["warning file.not-pem"])
        let bare = try await files.check(store)
        #expect(bare.status == (needsFile ? 64 : 0))
        #expect(bare.errors.contains("needs a password") == needsFile)
    }

    @Test(arguments: [
        ["x509", "-in", "full.pem", "-outform", "DER"],
        ["crl2pkcs7", "-nocrl", "-certfile", "full.pem"],
    ])
    func `with files that nginx cannot load are a warning that prevents a reload`(
        command: [String]
    ) async throws {
        let files = try CertificateFolder()
        let leaf = try Forge.issue(
            .server(Self.name, at: CertificateFolder.now), by: files.authority.root.asIssuer)
        _ = try files.pem([leaf])
        try files.run(command + ["-out", "odd"])
        let odd = "\(files.folder.path)/odd"
        let key = try files.key(leaf)
        let seen = try await files.check(odd, "--key", key)
        #expect(seen.status == 0)
        #expect(seen.problems == ["warning file.not-pem"])
        #expect(seen.outcome("strict") == "works")
        let fixed = "\(odd).fixed.pem"
        let again = try #require(seen.finding("file.not-pem", "check") as? String)
        #expect(again.hasPrefix("fullstrict cert check \(fixed) --key \(key)"))
        #expect(try await files.check(odd, "--key", key, "--fail-on", "warning").status == 1)
    }

    @Test func `in PKCS#12 files with outdated encryption are refused with a way to convert them`()
        async throws
    {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name)
        _ = try files.key(leaf)
        _ = try files.pem([leaf])
        try files.run([
            "pkcs12", "-export", "-legacy", "-inkey", "key.pem", "-in", "full.pem", "-passout",
            "pass:x", "-out", "old.p12",
        ])
        let password = try files.folder.write("password", "x")
        let seen = try await files.check(
            "\(files.folder.path)/old.p12", "--password-file", password)
        #expect(seen.status == 65)
        #expect(seen.errors.contains("RC2"))
        #expect(seen.errors.contains("openssl pkcs12 -legacy -in"))
    }

    /// The text typed at the password prompt, and the result.
    @Test(
        arguments: [
            ("s3cret\n", "good until"), ("wrong\n", "the password does not open the key"),
            ("\u{4}", "no password was entered"), (nil, ""),
        ] as [(String?, String)])
    func `have their password read at a terminal without echo, which is restored afterwards`(
        typed: String?, result: String
    ) async throws {
        let files = try CertificateFolder()
        let leaf = try files.leaf(Self.name)
        _ = try files.key(leaf)
        try files.run([
            "pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:s3cret", "-out", "form",
        ])
        let file = try files.pem([leaf, files.authority.intermediate])
        let key = "\(files.folder.path)/form"
        let seen = try await Terminal.run(
            ["cert", "check", "-q", file, "--key", key, "--add-ca", files.roots],
            typing: typed, after: "Password for")
        #expect(seen.shown.contains("Password for \(key): "))
        #expect(result.isEmpty || seen.shown.contains(result), "\(seen.shown)")
        #expect(!seen.shown.contains("s3cret"))
        #expect(seen.echoes)
    }
}
