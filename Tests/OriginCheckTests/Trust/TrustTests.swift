import CertificateForge
import TestSupport
import Testing

@testable import OriginCheck

/// The roots that are loaded, their origin, and the messages about them.
@Suite struct `The roots` {
    private let fixture: CertificateFixture

    init() throws {
        fixture = try CertificateFixture()
    }

    private func load(_ settings: TrustSettings) throws -> Trust {
        try Trust(settings)
    }

    @Test func `uses Cloudflare's list and the Origin CA where the list is there`() throws {
        let list = try fixture.roots()
        let locations = TrustLocations(cloudflareLists: ["/nonexistent", list], systemLists: [])
        let trust = try load(TrustSettings(locations: locations))
        #expect(trust.facts.name == "cloudflare")
        #expect(trust.facts.note == nil)
        #expect(trust.facts.count > 1)
        let alone = try load(TrustSettings(choice: .publicRoots, locations: locations))
        #expect(alone.facts.count == 1)
    }

    @Test func `uses the system's roots where Cloudflare's list is missing, and notes it`() throws {
        let locations = TrustLocations(systemLists: [try fixture.roots()])
        let trust = try load(TrustSettings(locations: locations))
        #expect(trust.facts.note != nil)
        #expect(try load(TrustSettings(choice: .system, locations: locations)).facts.note == nil)
    }

    @Test func `of one file is that file's alone`() throws {
        let trust = try load(try fixture.trust())
        #expect(trust.facts.name == "only")
        #expect(trust.facts.count == 1)
        #expect(trust.facts.sha256.count == 64)
    }

    @Test func `grows by added files`() throws {
        var settings = try fixture.trust()
        settings.addedFiles = [
            try fixture.folder.write("more.pem", fixture.authority.intermediate.pem)
        ]
        #expect(try load(settings).facts.count == 2)
    }

    @Test func `needs roots`() {
        let settings = TrustSettings(locations: TrustLocations(systemLists: []))
        #expect(
            kind { _ = try load(TrustSettings(choice: .system, locations: settings.locations)) }
                == .unreadableInput)
    }

    @Test func `refuses files that are missing or damaged`() throws {
        #expect(
            kind { _ = try load(TrustSettings(choice: .only(file: "/nonexistent"))) }
                == .unreadableInput)
        let broken = try fixture.folder.write(
            "broken.pem", PEMText.encode("CERTIFICATE", [0x30, 0x03, 0x02, 0x01, 0x01]))
        #expect(
            kind { _ = try load(TrustSettings(choice: .only(file: broken))) } == .damagedData)
    }
}
