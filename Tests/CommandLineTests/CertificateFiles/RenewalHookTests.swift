import CertificateForge
import Foundation
import TestSupport
import Testing

/// The scripts of docs/renewal.md, run exactly as printed, in folders laid out like those of
/// certbot and acme.sh.
@Suite(.timeLimit(.minutes(2)))
struct `A renewal hook` {
    /// Returns the shell script with this index on the page.
    private static func script(_ number: Int) throws -> String {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/renewal.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let blocks = text.components(separatedBy: "```sh\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        return try #require(blocks.indices.contains(number) ? blocks[number] : nil)
    }

    /// The quality of the new files.
    enum Renewal: CaseIterable {
        case good, incomplete, wrongKey, expired

        var isGood: Bool { self == .good }

        func files(_ fixture: ChainFixture) throws -> (chain: [ForgedCertificate], key: String) {
            switch self {
            case .good: return ([fixture.leaf, fixture.intermediate], fixture.leaf.key.pem)
            case .incomplete: return ([fixture.leaf], fixture.leaf.key.pem)
            case .wrongKey: return ([fixture.leaf, fixture.intermediate], fixture.stranger.key.pem)
            case .expired:
                let leaf = try fixture.issue(
                    .server("shop.example.com", at: ChainFixture.now - 200 * ChainFixture.day))
                return ([leaf, fixture.intermediate], leaf.key.pem)
            }
        }
    }

    /// Runs a script with `fullstrict` and a recording `systemctl` first in its `PATH`.
    private func run(
        _ script: String, in fixture: ChainFixture, _ variables: [String: String]
    ) throws -> (status: Int32, said: String, reloads: String?) {
        let programs = fixture.path("bin")
        try FileManager.default.createDirectory(
            atPath: programs, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: programs + "/fullstrict", withDestinationPath: Tool.executable.path)
        let log = fixture.path("reloads")
        _ = try fixture.folder.write("bin/systemctl", "#!/bin/sh\necho \"$@\" >> '\(log)'\n")
        let file = try fixture.folder.write("hook", script)
        for program in [programs + "/systemctl", file] {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: program)
        }
        let outcome = try Command.run(
            [file], in: fixture.folder.path,
            environment: variables.merging([
                "PATH": programs + ":/usr/bin:/bin", "HOME": fixture.folder.path, "LANG": "C.UTF-8",
                "SSL_CERT_FILE": fixture.path("root.pem"),
            ]) { $1 })
        return (outcome.status, outcome.output, fixture.text("reloads"))
    }

    @Test(arguments: Renewal.allCases)
    func `for certbot reloads good certificates and no others`(renewal: Renewal) throws {
        let fixture = try ChainFixture()
        let (chain, key) = try renewal.files(fixture)
        let files = FileManager.default
        let archive = fixture.path("letsencrypt/archive/shop.example.com")
        let live = fixture.path("letsencrypt/live/shop.example.com")
        for folder in [archive, live] {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let contents = [
            "cert": chain[0].pem, "chain": chain.dropFirst().map(\.pem).joined(),
            "fullchain": chain.map(\.pem).joined(), "privkey": key,
        ]
        for (name, text) in contents {
            let file = try fixture.folder.write(
                "letsencrypt/archive/shop.example.com/\(name)2.pem", text)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            try files.createSymbolicLink(
                atPath: "\(live)/\(name).pem",
                withDestinationPath: "../../archive/shop.example.com/\(name)2.pem")
        }
        let hook = try run(
            Self.script(0), in: fixture,
            ["RENEWED_LINEAGE": live, "RENEWED_DOMAINS": "shop.example.com"])
        #expect((hook.status == 0) == renewal.isGood, "\(hook.said)")
        #expect(hook.reloads == (renewal.isGood ? "reload nginx\n" : nil))
        #expect(hook.said.contains("not reloaded") == !renewal.isGood)
    }

    @Test func `for certbot checks every name, wildcards included`() throws {
        let fixture = try ChainFixture()
        let leaf = try fixture.issue(
            .server("example.com", "*.example.com", at: ChainFixture.now))
        let live = fixture.path("live")
        try FileManager.default.createDirectory(atPath: live, withIntermediateDirectories: true)
        _ = try fixture.folder.write("live/fullchain.pem", leaf.pem + fixture.intermediate.pem)
        let key = try fixture.folder.write("live/privkey.pem", leaf.key.pem)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        for (names, isGood) in [
            ("example.com *.example.com", true), ("example.com www.other.example", false),
        ] {
            let copy = try ChainFixture()
            _ = try copy.folder.write("root.pem", fixture.root.pem)
            let hook = try run(
                Self.script(0), in: copy, ["RENEWED_LINEAGE": live, "RENEWED_DOMAINS": names])
            #expect((hook.status == 0) == isGood, "\(hook.said)")
            #expect((hook.reloads != nil) == isGood)
        }
    }

    @Test(arguments: Renewal.allCases)
    func `for acme.sh installs and reloads good certificates and no others`(
        renewal: Renewal
    ) throws {
        let fixture = try ChainFixture()
        let (chain, key) = try renewal.files(fixture)
        let home = ".acme.sh/shop.example.com_ecc"
        let target = fixture.path("ssl")
        for folder in [fixture.path(home), target] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        }
        _ = try fixture.folder.write("\(home)/shop.example.com.cer", chain[0].pem)
        let keyFile = try fixture.folder.write("\(home)/shop.example.com.key", key)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keyFile)
        _ = try fixture.folder.write("\(home)/ca.cer", chain.dropFirst().map(\.pem).joined())
        _ = try fixture.folder.write("\(home)/fullchain.cer", chain.map(\.pem).joined())
        _ = try fixture.folder.write("ssl/fullchain.pem", "old chain")
        _ = try fixture.folder.write("ssl/privkey.pem", "old key")
        let hook = try run(
            Self.script(1), in: fixture,
            [
                "Le_Domain": "shop.example.com", "TLS_FOLDER": target,
                "CERT_PATH": fixture.path("\(home)/shop.example.com.cer"),
                "CERT_KEY_PATH": fixture.path("\(home)/shop.example.com.key"),
                "CA_CERT_PATH": fixture.path("\(home)/ca.cer"),
                "CERT_FULLCHAIN_PATH": fixture.path("\(home)/fullchain.cer"),
            ])
        #expect((hook.status == 0) == renewal.isGood, "\(hook.said)")
        #expect(hook.reloads == (renewal.isGood ? "reload nginx\n" : nil))
        let installed = renewal.isGood ? chain.map(\.pem).joined() : "old chain"
        #expect(fixture.text("ssl/fullchain.pem") == installed)
        #expect(fixture.text("ssl/privkey.pem") == (renewal.isGood ? key : "old key"))
        if renewal.isGood {
            #expect(ChainFixture.mode(of: target + "/privkey.pem") == 0o600)
        }
    }
}
