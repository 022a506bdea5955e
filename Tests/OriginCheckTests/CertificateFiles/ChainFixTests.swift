import CertificateForge
import Foundation
import TestSupport
import Testing

@testable import OriginCheck

/// The chain as a server should send it.
@Suite struct `A fixed chain` {
    private let fixture: CertificateFixture
    private let output: String

    init() throws {
        fixture = try CertificateFixture()
        output = fixture.folder.path("fullchain.pem")
    }

    private func fix(
        _ files: [String], _ change: (inout ChainFixSettings) -> Void = { _ in }
    ) async throws -> ChainFix.Result {
        var settings = ChainFixSettings(try fixture.settings(files), output: output)
        change(&settings)
        return try await ChainFix(settings).run()
    }

    @Test func `has the leaf first and no root`() async throws {
        let leaf = try fixture.leaf()
        let authority = fixture.authority
        let file = try fixture.file([authority.root, authority.intermediate, leaf])
        let result = try await fix([file])
        #expect(result.pem == leaf.pem + authority.intermediate.pem)
        #expect(try String(contentsOfFile: output, encoding: .utf8) == result.pem)
        #expect(result.report.exitStatus == 0)
        #expect(result.report.dropped.count == 1)
    }

    @Test func `is not written without its issuer`() async throws {
        let file = try fixture.file([try fixture.leaf()])
        let thrown = await kind { _ = try await fix([file]) }
        #expect(thrown == .damagedData)
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test func `replaces nothing unless told to, and never a key`() async throws {
        let leaf = try fixture.leaf()
        let file = try fixture.file([leaf, fixture.authority.intermediate])
        _ = try fixture.folder.write("fullchain.pem", "old")
        let refused = await kind { _ = try await fix([file]) }
        #expect(refused == .cannotWrite)
        _ = try await fix([file]) { $0.replaces = true }
        _ = try fixture.folder.write("fullchain.pem", leaf.key.pem)
        let key = await kind { _ = try await fix([file]) { $0.replaces = true } }
        #expect(key == .cannotWrite)
    }

    @Test func `is the key's where the files hold several server certificates`() async throws {
        let (one, two) = (
            try fixture.leaf("one.example.test"), try fixture.leaf("two.example.test")
        )
        let file = try fixture.file([one, two, fixture.authority.intermediate])
        let thrown = await kind { _ = try await fix([file]) }
        #expect(thrown == .damagedData)
        let key = try fixture.folder.write("two.key", two.key.pem)
        let result = try await fix([file]) { $0.key = key }
        #expect(result.pem.hasPrefix(two.pem))
    }

    @Test func `is refused for another host`() async throws {
        let file = try fixture.file([try fixture.leaf(), fixture.authority.intermediate])
        let thrown = await kind { _ = try await fix([file]) { $0.host = "other.example.test" } }
        #expect(thrown == .damagedData)
        let result = try await fix([file]) { $0.host = "www.example.test" }
        #expect(result.report.exitStatus == 0)
    }
}
