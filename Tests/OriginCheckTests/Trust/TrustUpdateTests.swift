import CertificateForge
import Foundation
import TestSupport
import Testing

@testable import OriginCheck

/// Tests of replacing the list of roots.
@Suite struct `An update of the list` {
    private let fixture: CertificateFixture
    private let destination: String

    init() throws {
        fixture = try CertificateFixture()
        destination = fixture.folder.path("data/fullstrict/ca-bundle.crt")
    }

    private func update(from source: String) async throws -> TrustUpdate.Result {
        var update = TrustUpdate(destination: destination)
        update.source = source
        return try await update.run()
    }

    @Test func `writes the list, with the folders above it, and says what it replaced`()
        async throws
    {
        let first = try await update(from: try fixture.roots())
        #expect(first.count == 1)
        #expect(first.isSuspiciouslyShort)
        #expect(first.replacedSHA256 == nil)
        let other = try fixture.file([fixture.authority.root, fixture.authority.intermediate])
        let second = try await update(from: other)
        #expect(second.count == 2)
        #expect(second.replacedSHA256 == first.sha256)
        let written = try Data(contentsOf: URL(filePath: destination))
        #expect(try Data(contentsOf: URL(filePath: other)) == written)
    }

    @Test func `leaves the old list when the new one is damaged`() async throws {
        let first = try await update(from: try fixture.roots())
        let broken = try fixture.folder.write("broken.pem", "-----BEGIN CERTIFICATE-----\nMAMC\n")
        let thrown = await kind { _ = try await update(from: broken) }
        #expect(thrown == .damagedData)
        let again = try await update(from: try fixture.roots())
        #expect(again.replacedSHA256 == first.sha256)
    }

    @Test func `throws for a missing file`() async {
        let thrown = await kind { _ = try await update(from: "/nonexistent/list.pem") }
        #expect(thrown == .unreadableInput)
    }
}
