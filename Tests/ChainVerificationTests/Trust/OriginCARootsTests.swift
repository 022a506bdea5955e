import CertificateForge
import DataFormats
import Foundation
import OpenSSLSupport
import OriginFacts
import TestSupport
import Testing

@testable import ChainVerification

@Suite struct OriginCARootsTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("certs")

    static let roots = [
        ("origin_ca_rsa_root.pem", OriginCARoots.rsa, OriginCARoots.rsaSHA256),
        ("origin_ca_ecc_root.pem", OriginCARoots.ecc, OriginCARoots.eccSHA256),
    ]

    @Test(arguments: roots)
    func `a root in the source is the published one`(
        file: String, pem: String, fingerprint: String
    ) throws {
        let published = try PEMDocument(
            reading: Array(try Data(contentsOf: Self.folder.appendingPathComponent(file))))
        let ours = try PEMDocument(reading: Array(pem.utf8))
        #expect(ours.blocks.map(\.der) == published.blocks.map(\.der))
        let root = try CertificateHandle(
            der: try #require(ours.blocks.first).der, in: VerificationFixture.library.get())
        #expect(root.sha256 == fingerprint)
        let end = UnixTime(year: 2029, month: 8, day: 15, hour: 17)
        #expect(root.notAfter == end.seconds)
        #expect(
            try String(contentsOf: Self.folder.appendingPathComponent("README.md"), encoding: .utf8)
                .contains(fingerprint))
    }

    @Test func `a root is self-signed and trusted until it expires`() throws {
        let library = try VerificationFixture.library.get()
        let anchors = try TrustAnchors([OriginCARoots.source])
        let judge = try ChainJudge(library: library, strict: anchors, browser: anchors)
        for (_, pem, fingerprint) in Self.roots {
            let der = try #require(PEMDocument(reading: Array(pem.utf8)).blocks.first).der
            let root = try CertificateHandle(der: der, in: library)
            let verdict = judge.judge(
                [root],
                for: AcceptableNames(requested: .name(ascii: "a.test", unicode: "a.test")),
                at: UnixTime(year: 2026, month: 9, day: 1))
            #expect(verdict.path == [fingerprint])
            #expect(verdict.anchor == .originCA)
        }
    }
}
