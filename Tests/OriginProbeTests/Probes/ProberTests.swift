import NIOCore
import OriginFacts
import Synchronization
import Testing

@testable import OriginProbe

@Suite("Whole targets", .serialized)
struct ProberTests {
    private func address(_ text: String) throws -> IPAddress {
        try #require(IPAddress(text))
    }

    /// Returns a prober whose resolver gives these addresses for every name.
    private func prober(
        _ addresses: [String], hosts: String = ""
    ) async throws -> (Prober, LoopbackResolver) {
        let server = try await LoopbackResolver { question in
            let length = question.type == 1 ? 4 : 16
            let fitting = addresses.filter { IPAddress($0)?.bytes.count == length }
            return question.reply(fitting.map { .address($0, of: question.name) })
        }
        let prober = try Prober(
            resolver: ResolverConfiguration(servers: [server.server]), hosts: HostsFile(hosts))
        return (prober, server)
    }

    private func target(_ change: (inout Target) -> Void = { _ in }) -> Target {
        var target = Target(input: "a.test", host: .name(ascii: "a.test", unicode: "a.test"))
        change(&target)
        return target
    }

    @Test("Addresses near this machine that come out of DNS are not dialled unless allowed")
    func guarded() async throws {
        let origin = try await TestOrigin(.page("a"))
        let held = try HeldPort(.refusing)
        let (prober, server) = try await prober(["127.0.0.1", "169.254.169.254", "10.1.2.3"])
        let target = target {
            $0.originPorts = PortPair(http: origin.port, https: held.port)
        }
        var options = TestProber.options()
        let seen = try await prober.observe(
            target, options
        ).observation
        let scopes: [AddressScope] = [.loopback, .metadata, .privateUse]
        #expect(
            seen.addresses.map(\.tlsConnection)
                == scopes.map { .notTested(.guardedAddress($0)) })
        #expect(origin.connections == 0)
        #expect(seen.dns?.ipv4.addresses.count == 3)

        options.allowsPrivate = true
        options.firstAddressOnly = true
        let allowed = try await prober.observe(
            target, options
        ).observation
        #expect(allowed.addresses.first?.answer(.plain, .http)?.status == 200)
        #expect(allowed.addresses.last?.plainConnection == .notTested(.excludedByOption))
        await origin.stop()
        await server.stop()
        await prober.shutDown()
        held.release()
    }

    @Test("Addresses given by the owner are dialled whatever they are, each once, IPv4 first")
    func given() async throws {
        let origin = try await TestOrigin(.page("a"))
        let held = try HeldPort(.refusing)
        let loopback6 = try address("::1")
        let result = try await TestProber.prober.observe(
            target {
                $0.addressing = .given([loopback6, TestProber.loopback, TestProber.loopback])
                $0.originPorts = PortPair(http: origin.port, https: held.port)
            }, TestProber.options())
        let seen = result.observation
        #expect(seen.addresses.map(\.address) == [TestProber.loopback, loopback6])
        #expect(seen.addresses[0].answer(.plain, .http)?.status == 200)
        #expect(seen.dns == nil && result.chains.isEmpty)
        #expect(seen.prober.version == "test" && seen.prober.openSSL.hasPrefix("OpenSSL 3"))
        await origin.stop()
        held.release()
    }

    @Test("-4 and -6 leave the other family out")
    func families() async throws {
        var options = TestProber.options()
        options.families = [.ipv6]
        let result = try await TestProber.prober.observe(
            TestProber.target(http: 1, https: 1), options)
        #expect(
            result.observation.addresses.map(\.plainConnection) == [.notTested(.excludedByOption)])
        let (prober, server) = try await prober(["192.0.2.1", "2001:db8::1"])
        let looked = try await prober.observe(
            target(), options)
        #expect(looked.observation.dns?.ipv4 == .notAsked)
        #expect(
            looked.observation.addresses.map(\.plainConnection)
                == [.notTested(.guardedAddress(.documentation))])
        await server.stop()
        await prober.shutDown()
    }

    @Test("A name that leads to the edge is looked at live, with the edge's own error")
    func live() async throws {
        let body = """
            {"type":"x","title":"Error 526","status":526,"error_code":526,"error_name":\
            "invalid_ssl_certificate","error_category":"ssl","cloudflare_error":true}
            """
        let plain = try await TestOrigin(
            .page("", status: "301 Moved", fields: "Location: https://a.test/\r\n"))
        let secure = try await TestOrigin(
            .page(body, status: "526 X"), tls: try TestProber.identity())
        let (prober, server) = try await prober(["127.0.0.1"])
        let network = try #require(IPPrefix("127.0.0.0/8"))
        var options = TestProber.options()
        options.headers = [try RequestHeader("Authorization: Basic x")]
        options.edgeNetworks = [network]
        let seen = try await prober.observe(
            target {
                $0.visitorPorts = PortPair(http: plain.port, https: secure.port)
                $0.serverName = "other.test"
            }, options
        ).observation
        #expect(seen.addresses.map(\.tlsConnection) == [.notTested(.edgeAddress)])
        let live = try #require(seen.live)
        guard case .answered(let redirect) = live.http.result,
            case .completed(let session) = live.https.handshake
        else {
            Issue.record("\(live)")
            return
        }
        #expect(redirect.location == "https://a.test/")
        #expect(session.serverName == "a.test")
        #expect(
            live.https.edgeError
                == LiveEdgeError(
                    status: 526, code: 526, name: "invalid_ssl_certificate", category: "ssl"))
        #expect(live.http.edgeError == nil)
        let request = try #require(secure.requests.first)
        #expect(request.contains("Accept: application/json"))
        #expect(!request.contains("Authorization") && !request.contains("X-Forwarded-Proto"))
        await plain.stop()
        await secure.stop()
        await server.stop()
        await prober.shutDown()
    }

    @Test("A name to connect to is resolved in the host's place and never looked at live")
    func connectTo() async throws {
        let origin = try await TestOrigin(.page("a"))
        let held = try HeldPort(.refusing)
        let (prober, server) = try await prober([], hosts: "127.0.0.1 lb.test")
        var options = TestProber.options()
        options.allowsPrivate = true
        let target = target {
            $0.addressing = .connectTo(.name(ascii: "lb.test", unicode: "lb.test"))
            $0.originPorts = PortPair(http: origin.port, https: held.port)
        }
        let seen = try await prober.observe(
            target, options
        ).observation
        #expect(seen.dns?.name == "lb.test")
        #expect(seen.addresses.first?.answer(.plain, .http)?.status == 200)
        #expect(origin.requests.first?.contains("Host: a.test\r\n") == true)
        let network = try #require(IPPrefix("127.0.0.0/8"))
        options.edgeNetworks = [network]
        let edge = try await prober.observe(target, options).observation
        #expect(edge.addresses.map(\.plainConnection) == [.notTested(.edgeAddress)])
        #expect(edge.live == nil)
        await origin.stop()
        await server.stop()
        await prober.shutDown()
        held.release()
    }

    @Test("A name without an address is its DNS facts and nothing else")
    func noAddress() async throws {
        let (prober, server) = try await prober([])
        let seen = try await prober.observe(
            target(), TestProber.options()
        ).observation
        #expect(seen.dns?.ipv4 == .noData && seen.addresses.isEmpty)
        await server.stop()
        await prober.shutDown()
    }

    @Test("Redirects are followed on the same connection as far as is asked for")
    func following() async throws {
        let origin = try await TestOrigin(
            .page("", status: "302 Found", fields: "Location: /next\r\n"))
        let held = try HeldPort(.refusing)
        let rounds = Mutex(0)
        let seen = try await TestProber.observe(http: origin.port, https: held.port) { seen in
            rounds.withLock { $0 += 1 }
            let count = seen.exchanges.count
            // A key that was requested before is not requested again.
            return [TestProber.key(.plain, .http), TestProber.key(.plain, .http, "/\(count)")]
        }
        #expect(rounds.withLock { $0 } == 11)
        #expect(seen.exchanges.count == 13)
        #expect(seen.answer(.plain, .http, "/12")?.status == 302)
        #expect(origin.connections == 1)
        let greedy = try await TestProber.observe(http: origin.port, https: held.port) { seen in
            (0..<100).map { TestProber.key(.plain, .http, "/\($0)") }
        }
        #expect(greedy.exchanges.count == 48)
        await origin.stop()
        held.release()
    }

    @Test("When the time is over, what is known is kept and the rest was not tested")
    func deadline() async throws {
        let origin = try await TestOrigin(
            OriginScript(answers: [[.send(OriginScript.response("a"))], [.wait(60_000)]]))
        let held = try HeldPort(.refusing)
        let started = NIODeadline.now()
        let seen = try await TestProber.observe(
            http: origin.port, https: held.port, options: TestProber.options(600)
        ) { _ in [TestProber.key(.plain, .http, "/late")] }
        #expect(NIODeadline.now() - started < .seconds(3))
        #expect(seen.answer(.plain, .http)?.status == 200)
        guard case .timedOut(_, 0) = seen.failure(.plain, .https) else {
            Issue.record("\(seen)")
            return
        }
        #expect(seen[TestProber.key(.plain, .http, "/late")] == .notTested(.outOfTime))
        await origin.stop()
        held.release()
    }

    @Test("The resolver's silence ends with the target's time")
    func silentResolver() async throws {
        let server = try await LoopbackResolver { _ in nil }
        let prober = try Prober(
            resolver: ResolverConfiguration(servers: [server.server]), hosts: HostsFile(""))
        let seen = try await prober.observe(
            target(), TestProber.options(300)
        ).observation
        guard case .timedOut = seen.dns?.ipv4 else {
            Issue.record("\(String(describing: seen.dns))")
            return
        }
        #expect(seen.milliseconds < 2_000)
        await server.stop()
        await prober.shutDown()
    }

    @Test("Many targets at once are all seen")
    func many() async throws {
        let origin = try await TestOrigin(.page("a"))
        let secure = try await TestOrigin(.page("b"), tls: try TestProber.identity())
        try await withThrowingTaskGroup(of: AddressObservation.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    try await TestProber.observe(
                        http: origin.port, https: secure.port, options: TestProber.options(30_000))
                }
            }
            for try await seen in group {
                #expect(seen.exchanges.count == 4)
                #expect(seen.answer(.tls, .http)?.status == 200)
            }
        }
        await origin.stop()
        await secure.stop()
    }

    @Test("A cancelled task observes nothing")
    func cancelled() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await TestProber.observe(http: 1, https: 1)
        }
        task.cancel()
        await #expect(throws: LocalFault.cancelled) { try await task.value }
    }

    @Test("Cancelling ends a silent origin's wait at once")
    func cancelledMidway() async throws {
        let silent = try await TestOrigin(OriginScript())
        let task = Task {
            try await TestProber.observe(
                http: silent.port, https: silent.port, options: TestProber.options(30_000))
        }
        while silent.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        let started = NIODeadline.now()
        task.cancel()
        await #expect(throws: LocalFault.cancelled) { try await task.value }
        #expect(NIODeadline.now() - started < .seconds(5))
        await silent.stop()
    }

    @Test("The process may open as many descriptors as it is let")
    func limits() {
        #expect(ProcessLimits.raiseDescriptorLimit() >= 256)
    }
}
