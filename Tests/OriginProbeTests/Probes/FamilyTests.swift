import Glibc
import OriginFacts
import OriginLab
import Testing

@testable import OriginProbe

@Suite("Address families", .serialized)
struct FamilyTests {
    private static let loopback6 = IPAddress.v6(high: 0, low: 1)
    private static let isPlayable = LabCatalog.origins.allSatisfy(\.isPlayable)

    /// Observes both legs of every address of a lab origin with the prober.
    private func observe(_ id: String) async throws -> [AddressObservation] {
        let lab = try await Lab.start(at: UnixTime(seconds: Int64(time(nil))), only: [id])
        let origin = try #require(lab.origins.first)
        var target = TestProber.target(
            http: origin.ports.http, https: origin.ports.https, host: origin.origin.hostname)
        target.addressing = .given(origin.origin.addresses.reversed())
        let result = try await TestProber.prober.observe(
            target, TestProber.options())
        await lab.stop()
        return result.observation.addresses
    }

    @Test(
        "An origin with IPv6 only is asked like any other",
        .enabled(if: isPlayable, "this machine has no ::1"))
    func ipv6Only() async throws {
        let seen = try await observe("ipv6-only")
        #expect(seen.map(\.address) == [Self.loopback6])
        guard case .completed(let session) = seen[0].handshake else {
            Issue.record("\(seen[0].handshake)")
            return
        }
        #expect(session.serverName == "ipv6-only.lab.test")
        #expect(seen[0].answer(.plain, .http)?.status == 200)
        #expect(seen[0].answer(.tls, .https)?.status == 200)
    }

    @Test(
        "Of both families IPv4 comes first, and each is looked at by itself",
        .enabled(if: isPlayable, "this machine has no ::1"),
        arguments: [("ipv6-down", [true, false]), ("ipv4-down", [false, true])])
    func both(id: String, answers: [Bool]) async throws {
        let seen = try await observe(id)
        #expect(seen.map(\.address.family) == [.ipv4, .ipv6])
        #expect(seen.map { $0.answer(.tls, .https)?.status == 200 } == answers)
        let refused = seen.filter { $0.tlsConnection == .failed(.refused) }
        #expect(refused.map(\.address.family) == (answers[0] ? [.ipv6] : [.ipv4]))
    }

    @Test("A global IPv6 address is not tested where no route leads there, and its IPv4 sibling is")
    func noRoute() async throws {
        let held = try HeldPort(.refusing)
        let far = try #require(IPAddress("2606:4700::1"))
        var target = TestProber.target(http: held.port, https: held.port)
        target.addressing = .given([far, TestProber.loopback])
        let prober = TestProber.prober
        let vantage = Vantage(hasIPv4Route: true, hasIPv6Route: false)
        let options = TestProber.options()
        let locator = TargetLocator(
            resolver: prober.resolver, options: options, vantage: vantage)
        let worker = prober.nextWorker()
        let probe = TargetProbe(
            target, at: try #require(locator.known(target)), (options, vantage), on: worker,
            time: ProbeTime(
                startedAt: TestProber.startTime, milliseconds: options.totalMilliseconds))
        let seen = try await worker.run { () async throws in
            try await probe.observe(following: { _ in [] }).observation
        }
        #expect(
            seen.addresses.map(\.tlsConnection)
                == [.failed(.refused), .notTested(.noRouteFromHere(.ipv6))])
        #expect(seen.addresses[1].handshake == .notTested(.noRouteFromHere(.ipv6)))
        #expect(!seen.vantage.hasIPv6Route)
        held.release()
    }
}
