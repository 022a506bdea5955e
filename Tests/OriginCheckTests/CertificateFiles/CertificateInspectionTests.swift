import CertificateForge
import TestSupport
import Testing

@testable import OriginCheck

/// Certificate files judged before they are installed on a server.
@Suite struct `An inspection` {
    private let fixture: CertificateFixture

    init() throws {
        fixture = try CertificateFixture()
    }

    private func inspect(
        _ files: [String], _ change: (inout InspectionSettings) -> Void = { _ in }
    ) async throws -> CertificateReport {
        var settings = InspectionSettings(try fixture.settings(files))
        settings.hosts = ["www.example.test"]
        change(&settings)
        return try await CertificateInspection(settings).run().report
    }

    @Test func `finds a whole chain good`() async throws {
        let file = try fixture.file([try fixture.leaf(), fixture.authority.intermediate])
        let report = try await inspect([file])
        #expect(report.exitStatus == 0)
        #expect(report.facts.issuers.count == 1)
    }

    @Test func `finds a missing intermediate, a wrong host and an expired certificate`()
        async throws
    {
        let leaf = try fixture.leaf()
        let whole = try fixture.file([leaf, fixture.authority.intermediate])
        #expect(try await inspect([try fixture.file([leaf], "leaf.pem")]).exitStatus == 1)
        #expect(try await inspect([whole]) { $0.hosts = ["other.test"] }.exitStatus == 1)
        let later = UnixTime(seconds: CertificateFixture.now + 100 * 86_400)
        #expect(try await inspect([whole]) { $0.certificates.time = later }.exitStatus == 1)
    }

    @Test func `fails as the threshold says`() async throws {
        let file = try fixture.file([try fixture.leaf()])
        let report = try await inspect([file]) { $0.judgement.failureThreshold = .never }
        #expect(report.exitStatus == 0)
    }

    @Test func `compares the key with the certificate`() async throws {
        let leaf = try fixture.leaf()
        let file = try fixture.file([leaf, fixture.authority.intermediate])
        let own = try fixture.folder.write("own.key", leaf.key.pem)
        let other = try fixture.folder.write("other.key", try fixture.leaf().key.pem)
        #expect(try await inspect([file]) { $0.key = own }.exitStatus == 0)
        #expect(try await inspect([file]) { $0.key = other }.exitStatus == 1)
    }

    @Test func `needs hosts that are hosts`() async throws {
        let file = try fixture.file([try fixture.leaf()])
        for text in ["", "two words"] {
            let thrown = await kind { _ = try await inspect([file]) { $0.hosts = [text] } }
            #expect(thrown == .invalidInput)
        }
    }

    @Test func `shows the chain without judging it`() throws {
        let leaf = try fixture.leaf()
        let file = try fixture.file([leaf, fixture.authority.intermediate])
        let report = try CertificateChains(try fixture.settings([file])).ofFiles()
        #expect(report.chains.count == 1)
        #expect(report.unseen.isEmpty)
    }
}
