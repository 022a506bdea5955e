import OriginFacts
import OriginLab
import Testing

@Suite("The lab")
struct LabTests {
    private static let now = UnixTime(seconds: 1_800_000_000)

    private func visit(_ origin: RunningOrigin) -> LoopbackClient.Visit {
        LoopbackClient.visit(
            origin.origin.addresses[0], port: origin.ports.http, saying: request(for: origin))
    }

    /// Returns every address with every port, because a port may be open on both `::1` and
    /// 127.0.0.1.
    private func doors(_ origin: RunningOrigin) -> [String] {
        origin.origin.addresses.flatMap { address in
            [origin.ports.http, origin.ports.https].map { "\(address) \($0)" }
        }
    }

    @Test("starts every origin, and nothing listens after it has stopped")
    func startAndStop() async throws {
        let lab = try await Lab.start(at: Self.now)
        #expect(lab.origins.map(\.origin.id) == LabCatalog.origins.map(\.id))
        let doors = lab.origins.flatMap(doors)
        #expect(Set(doors).count == doors.count)
        let healthy = try #require(lab.origins.first)
        #expect(visit(healthy).text.hasPrefix("HTTP/1.1 200 OK"))
        await lab.stop()
        for origin in lab.origins {
            #expect(visit(origin) == .refused, "\(origin.origin.id)")
        }
    }

    @Test("fixed ports follow the index in the catalog, even when only some origins are started")
    func portLayout() async throws {
        let place = try #require(LabCatalog.origins.firstIndex { $0.id == "expired" })
        for base: UInt16 in stride(from: 21_000, to: 30_000, by: 1_000) {
            do {
                let lab = try await Lab.start(at: Self.now, portBase: base, only: ["expired"])
                let origin = try #require(lab.origins.first)
                await lab.stop()
                #expect(lab.origins.count == 1)
                #expect(origin.ports.https == base + 2 * UInt16(place))
                #expect(origin.ports.http == base + 2 * UInt16(place) + 1)
                return
            } catch LabFailure.portNotAvailable {
                continue
            }
        }
        Issue.record("no base port was free")
    }

    @Test("an unknown origin, a port in use and a port base that is too high are different errors")
    func failures() async throws {
        await #expect(throws: LabFailure.unknownOrigin(id: "nonsense")) {
            try await Lab.start(at: Self.now, only: ["nonsense"])
        }
        await #expect(throws: LabFailure.portBaseTooHigh(65_500)) {
            try await Lab.start(at: Self.now, portBase: 65_500)
        }
        let lab = try await Lab.start(at: Self.now, only: ["healthy"])
        let taken = try #require(lab.origins.first).ports.https
        let place = try #require(LabCatalog.origins.firstIndex { $0.id == "healthy" })
        await #expect {
            try await Lab.start(
                at: Self.now, portBase: taken - 2 * UInt16(place), only: ["healthy"])
        } throws: { error in
            guard case LabFailure.portNotAvailable(let port, _) = error else { return false }
            return port == taken
        }
        await lab.stop()
    }

    @Test("two labs run side by side")
    func twoLabs() async throws {
        let first = try await Lab.start(at: Self.now, only: ["healthy", "both-closed"])
        let second = try await Lab.start(at: Self.now, only: ["healthy", "both-closed"])
        let labs = [first, second]
        let visits = labs.flatMap { $0.origins.map { (origin: $0, visit: visit($0)) } }
        for lab in labs { await lab.stop() }
        for (origin, visit) in visits {
            #expect((visit == .refused) == (origin.origin.id == "both-closed"))
        }
    }
}
