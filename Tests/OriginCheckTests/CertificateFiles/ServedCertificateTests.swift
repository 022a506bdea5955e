import CertificateForge
import Glibc
import OpenSSLSupport
import OriginLab
import TLSEngine
import TestSupport
import Testing

@testable import OriginCheck

/// The certificates that servers present, and the ones passed in.
@Suite(.timeLimit(.minutes(2))) struct `Served certificates` {
    private let fixture: CertificateFixture

    init() throws {
        fixture = try CertificateFixture()
    }

    private func served(by id: String) async throws -> CertificateChains.Served {
        let lab = try await Lab.start(at: Clock.now(), only: [id])
        let origin = lab.origins[0]
        let roots = try fixture.folder.write("lab.pem", lab.rootsPEM)
        var place = TargetSettings()
        place.addresses = origin.origin.addresses.map(\.description)
        place.port = origin.ports.https
        let target = try TargetReader(place).target(origin.origin.hostname)
        let settings = CertificateFileSettings(
            files: [], trust: TrustSettings(choice: .only(file: roots)))
        var connection = ConnectionSettings()
        connection.timeout = .seconds(8)
        let result = try await CertificateChains(settings).served(
            by: target, connection: connection)
        await lab.stop()
        return result
    }

    @Test func `are shown as a chain up to the root`() async throws {
        let served = try await served(by: "healthy")
        #expect(served.addresses.count == 1)
        #expect(served.report.unseen.isEmpty)
        #expect(served.report.chains.count == 1)
    }

    @Test func `are missing where nothing answers`() async throws {
        let served = try await served(by: "tls-closed")
        #expect(served.report.chains.isEmpty)
        #expect(served.report.unseen.count == served.addresses.count)
    }

    @Test func `are looked for at the hosts, at a place, or at the certificate's first name`()
        throws
    {
        let leaf = CertificateFacts(
            reading: try fixture.leaf().handle(in: try LibraryContext()))
        let host = HostName.name(ascii: "a.test", unicode: "a.test")
        let settings = TargetSettings()
        let hosts = try ServedTargets(.hosts, hosts: [host], leaf: leaf, settings).targets
        #expect(hosts.map(\.host) == [host])
        let named = try ServedTargets(.hosts, hosts: [], leaf: leaf, settings).targets
        #expect(named.map(\.host.ascii) == ["www.example.test"])
        let place = try ServedTargets(
            .place("192.0.2.1:8443"), hosts: [host], leaf: leaf, settings
        ).targets
        #expect(place.map(\.originPorts.https) == [8443])
        #expect(
            kind {
                _ = try ServedTargets(.place("two words"), hosts: [host], leaf: leaf, settings)
            } == .invalidInput)
    }

    @Test func `of a client need a key that matches`() throws {
        let (own, other) = (try fixture.leaf(), try fixture.leaf("other.example.test"))
        let certificate = try fixture.file([own, fixture.authority.intermediate])
        let key = try fixture.folder.write("own.key", own.key.pem)
        let wrong = try fixture.folder.write("other.key", other.key.pem)
        var settings = ConnectionSettings()
        settings.clientCertificate = ClientCertificateFiles(certificate: certificate, key: key)
        #expect(try settings.hello(asksForStaple: false).clientIdentity != nil)
        settings.clientCertificate = ClientCertificateFiles(certificate: certificate, key: wrong)
        #expect(kind { _ = try settings.hello(asksForStaple: false) } == .damagedData)
        settings.clientCertificate = ClientCertificateFiles(certificate: certificate)
        #expect(kind { _ = try settings.hello(asksForStaple: false) } == .invalidInput)
    }
}
