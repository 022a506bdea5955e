import CertificateForge
import Foundation
import TestSupport
import Testing

/// Runs of `cert fix --aia` with issuers on a real nginx on loopback.
@Suite(.timeLimit(.minutes(2)))
struct `An issuer that is fetched` {
    /// A folder served over HTTP, and certificates whose AIA URLs point to it.
    private struct Served {
        let files: TemporaryFolder
        let origin: NginxOrigin
        let fixture: ChainFixture

        init() throws {
            files = try TemporaryFolder()
            origin = try NginxOrigin(
                .init(
                    chain: nil,
                    plain: """
                        location /ca/ { alias \(files.path)/; }
                        location /loop { return 302 /loop; }
                        location /https { return 302 https://127.0.0.1/x; }
                        """))
            fixture = try ChainFixture(issuerURL: "http://127.0.0.1:\(origin.ports.http)/ca/")
        }

        var url: String { "http://127.0.0.1:\(origin.ports.http)" }

        func serve(_ name: String, _ bytes: [UInt8]) throws {
            try Data(bytes).write(to: URL(filePath: "\(files.path)/\(name)"))
        }

        func fix(_ certificates: [ForgedCertificate], private isPrivate: Bool = true) async throws
            -> Tool.Outcome
        {
            let file = try fixture.file("found.pem", certificates)
            return try await Tool.run(
                ["cert", "fix", file, "--aia", "-o", "-"] + fixture.trust
                    + (isPrivate ? ["--allow-private"] : []))
        }
    }

    /// Creates a PKCS#7 file that contains only certificates, with `openssl`.
    private func bundle(_ certificates: [ForgedCertificate], in fixture: ChainFixture) throws
        -> [UInt8]
    {
        let source = try fixture.file("bag.pem", certificates)
        let target = fixture.path("bag.p7c")
        try Command.output(of: [
            "openssl", "crl2pkcs7", "-nocrl", "-certfile", source, "-outform", "DER", "-out",
            target,
        ])
        return Array(try Data(contentsOf: URL(filePath: target)))
    }

    @Test(arguments: ["DER", "PEM", "PKCS#7"])
    func `completes the chain in any format`(form: String) async throws {
        let served = try Served()
        let fixture = served.fixture
        let bytes =
            switch form {
            case "DER": fixture.intermediate.der
            case "PEM": Array(fixture.intermediate.pem.utf8)
            default: try bundle([fixture.stranger, fixture.intermediate], in: fixture)
            }
        try served.serve("intermediate.crt", bytes)
        let fixed = try await served.fix([fixture.leaf])
        #expect(fixed.status == 0, "\(fixed.errors)")
        #expect(fixed.output == fixture.leaf.pem + fixture.intermediate.pem)
        let words = fixed.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("from http://127.0.0.1"))
    }

    @Test func `replaces an expired one`() async throws {
        let served = try Served()
        let fixture = served.fixture
        try served.serve("intermediate.crt", fixture.intermediate.der)
        let fixed = try await served.fix([fixture.leaf, fixture.expired])
        #expect(fixed.output == fixture.leaf.pem + fixture.intermediate.pem, "\(fixed.errors)")
        #expect(fixed.status == 0)
    }

    @Test func `is not fetched from this machine unless allowed`() async throws {
        let served = try Served()
        try served.serve("intermediate.crt", served.fixture.intermediate.der)
        let refused = try await served.fix([served.fixture.leaf], private: false)
        #expect(refused.status == 65)
        #expect(refused.errors.contains("not on the public internet"))
        #expect(refused.output.isEmpty)
    }

    @Test func `must have signed the certificate`() async throws {
        let served = try Served()
        let fixture = served.fixture
        let namesake = try Forge.issue(
            .authority("World CA", at: ChainFixture.now), by: fixture.root.asIssuer)
        for wrong in [namesake.der, fixture.stranger.der, fixture.leaf.der] {
            try served.serve("intermediate.crt", wrong)
            let refused = try await served.fix([fixture.leaf])
            #expect(refused.status == 65)
            #expect(refused.errors.contains("did not sign"), "\(refused.errors)")
        }
        for junk in [[], Array("<html>".utf8), [UInt8](repeating: 0x30, count: 70_000)] {
            try served.serve("intermediate.crt", junk)
            let refused = try await served.fix([fixture.leaf])
            #expect(refused.status == 65)
            #expect(refused.output.isEmpty)
        }
    }

    @Test func `is fetched once from each URL, and from at most five`() async throws {
        let served = try Served()
        let fixture = served.fixture
        let urls = (1...9).map { "\(served.url)/missing/\($0)" }
        let many = try fixture.issue(
            .server("a.example.com", at: ChainFixture.now).with {
                $0.issuerURLs = [urls[0], urls[0]] + urls
            })
        let file = try fixture.file("many.pem", [many])
        let refused = try await Tool.run(
            ["cert", "fix", file, "--aia", "--allow-private", "-o", "-"] + fixture.trust)
        #expect(refused.status == 65)
        #expect(refused.errors.components(separatedBy: "the server answered 404").count == 6)
        #expect(refused.errors.components(separatedBy: urls[0]).count == 2)
    }

    @Test(arguments: [
        ("/loop", "redirects"), ("/https", "only http"), ("ldap://a.test/x", "only http"),
        ("https://a.test/x", "only http"),
    ])
    func `is not fetched in circles or over other schemes`(url: String, says: String) async throws {
        let served = try Served()
        let fixture = served.fixture
        let leaf = try fixture.issue(
            .server("a.example.com", at: ChainFixture.now).with {
                $0.issuerURLs = [url.hasPrefix("/") ? served.url + url : url]
            })
        let refused = try await served.fix([leaf])
        #expect(refused.status == 65)
        #expect(refused.errors.contains(says), "\(refused.errors)")
    }

    @Test func `may be followed by its own issuer; a root is then left out`() async throws {
        let served = try Served()
        let fixture = served.fixture
        try served.serve("intermediate.crt", fixture.intermediate.der)
        try served.serve("root.crt", fixture.root.der)
        let file = try fixture.file("leaf.pem", [fixture.leaf])
        let other = try fixture.file("other.pem", [fixture.stranger])
        let fixed = try await Tool.run([
            "cert", "fix", file, "--aia", "--allow-private", "-o", "-", "--trust", "only:\(other)",
        ])
        #expect(fixed.status == 1, "\(fixed.errors)")
        #expect(fixed.output == fixture.leaf.pem + fixture.intermediate.pem)
    }
}
