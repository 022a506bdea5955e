import CertificateForge
import Foundation
import OpenSSLSupport
import TestSupport
import Testing

/// Runs of `fullstrict cert new`.
@Suite(.timeLimit(.minutes(2)))
struct `A new key and request` {
    @Test(arguments: [("ec256", "prime256v1"), ("rsa2048", "2048 bit")])
    func `match each other, as openssl confirms`(kind: String, shown: String) async throws {
        let folder = try TemporaryFolder()
        let made = try await Tool.run([
            "cert", "new", "Example.COM", "*.example.com", "bücher.example", "example.com",
            "--key-type", kind, "-o", folder.path,
        ])
        #expect(made.status == 0, "\(made.errors)")
        let request = "\(folder.path)/example.com.csr"
        let seen = try Command.run(
            ["openssl", "req", "-in", request, "-verify", "-noout", "-text"], in: folder.path)
        #expect(seen.status == 0)
        #expect(seen.output.contains("verify OK"))
        #expect(
            seen.output.contains("DNS:example.com, DNS:*.example.com, DNS:xn--bcher-kva.example\n"))
        #expect(seen.output.contains("CN = example.com"))
        #expect(seen.output.contains(shown))
        let key = ["openssl", "pkey", "-in", "\(folder.path)/example.com.key", "-pubout"]
        let public1 = try Command.output(of: key, in: folder.path)
        let public2 = try Command.output(
            of: ["openssl", "req", "-in", request, "-noout", "-pubkey"], in: folder.path)
        #expect(public1 == public2)
        #expect(!made.output.contains("PRIVATE"))
        #expect(made.output.contains("Use my private key and CSR"))
        #expect(made.output.contains("fullstrict cert check"))
    }

    @Test(arguments: ["000", "022", "077", "777"])
    func `have safe permissions whatever the umask`(umask: String) throws {
        let folder = try TemporaryFolder()
        let seen = try Command.run(
            ["sh", "-c", "umask \(umask); exec \"$0\" cert new a.example", Tool.executable.path],
            in: folder.path)
        #expect(seen.status == 0, "\(seen.output)")
        #expect(ChainFixture.mode(of: "\(folder.path)/a.example.key") == 0o600)
        let open = ChainFixture.mode(of: "\(folder.path)/a.example.csr")
        #expect(open == (umask.hasSuffix("77") ? 0o600 : 0o644))
    }

    @Test func `and their folder are usable by their owner whatever the umask`() throws {
        let folder = try TemporaryFolder()
        let seen = try Command.run(
            ["sh", "-c", "umask 777; exec \"$0\" cert new a.example -o x/y", Tool.executable.path],
            in: folder.path)
        #expect(seen.status == 0, "\(seen.output)")
        #expect(ChainFixture.mode(of: "\(folder.path)/x/y") == 0o700)
        #expect(ChainFixture.mode(of: "\(folder.path)/x/y/a.example.key") == 0o600)
    }

    @Test func `leave no folder behind when they cannot be written`() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("file", "")
        let seen = try Command.run(
            [
                "sh", "-c", "ulimit -f 0; trap '' XFSZ; exec \"$0\" cert new a.example -o x/y",
                Tool.path,
            ],
            in: folder.path)
        #expect(seen.status == 73, "\(seen.output)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names == ["file"])
    }

    @Test func `never replace anything`() async throws {
        for taken in ["a.example.key", "a.example.csr"] {
            let folder = try TemporaryFolder()
            let file = try folder.write(taken, "precious")
            let refused = try await Tool.run(["cert", "new", "a.example", "-o", folder.path])
            #expect(refused.status == 73)
            #expect(refused.errors.contains("exists already"))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names == [taken])
        }
    }

    @Test func `do not follow an existing link`() async throws {
        let folder = try TemporaryFolder()
        let target = "\(folder.path)/elsewhere"
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/a.example.key", withDestinationPath: target)
        let refused = try await Tool.run(["cert", "new", "a.example", "-o", folder.path])
        #expect(refused.status == 73)
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test func `are written to a folder with any name, and the printed commands can be pasted`()
        async throws
    {
        let folder = try TemporaryFolder()
        let place = "\(folder.path)/it's a 'new' one/$HOME"
        let made = try await Tool.run(["cert", "new", "a.example", "-o", place])
        #expect(made.status == 0, "\(made.errors)")
        #expect(FileManager.default.fileExists(atPath: "\(place)/a.example.key"))
        let quoted = try #require(
            made.output.split(separator: "\n").first?.components(separatedBy: "   ").first)
        let seen = try Command.run(["sh", "-c", "test -f \(quoted)"], in: folder.path)
        #expect(seen.status == 0, "\(quoted)")
    }

    @Test(arguments: [
        ("*", "must be the whole first label"), ("*.*.example.com", "whole first label"),
        ("foo.*.example.com", "whole first label"), ("*.com", "top-level domain"),
        ("*.co.uk", "public suffix"), ("w*.example.com", "whole first label"),
        ("a_b.example.com", "'_'"), ("192.0.2.1", "not addresses"),
        ("[2001:db8::1]", "not addresses"),
        ("2001:db8::1", "not addresses"), ("localhost", "has a dot"),
        ("-a.example.com", "begins with a hyphen"),
        ("a.-b.example.com", "'-'"),
        ("https://example.com", "the name alone"), ("a..example.com", "empty label"),
        (String(repeating: "a", count: 64) + ".example.com", "63"),
        ("exa mple.com", "contains a space"), ("a!b.example.com", "not allowed in a"),
    ])
    func `are not made for names that no CA certifies`(name: String, says: String) async throws {
        let folder = try TemporaryFolder()
        let refused = try await Tool.run(["cert", "new", "--", name])
        #expect(refused.status == 64)
        #expect(refused.errors.contains(says), "\(refused.errors)")
        let placed = try await Tool.run(["cert", "new", "-o", folder.path, "--", name])
        #expect(placed.status == 64)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(arguments: [(200, Int32(0)), (201, 64)])
    func `have two hundred names at most`(count: Int, status: Int32) async throws {
        let folder = try TemporaryFolder()
        let names = (1...count).map { "n\($0).example.com" }
        let made = try await Tool.run(["cert", "new"] + names + names + ["-o", folder.path])
        #expect(made.status == status, "\(made.errors)")
    }

    @Test func `use a name that fits as the common name`() async throws {
        let folder = try TemporaryFolder()
        let long = (1...20).map { "label\($0)" }.joined(separator: ".") + ".example.com"
        let made = try await Tool.run(["cert", "new", long, "b.example", "-o", folder.path])
        #expect(made.status == 0, "\(made.errors)")
        let seen = try Command.run(
            ["openssl", "req", "-in", "\(folder.path)/\(long).csr", "-noout", "-text", "-verify"],
            in: folder.path)
        #expect(
            seen.output.contains("CN = b.example") && seen.output.contains("DNS:\(long)"),
            "\(seen.output)")
    }
}
