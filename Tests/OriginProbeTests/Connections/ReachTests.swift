import Glibc
import NIOCore
import OriginFacts
import Testing

@testable import OriginProbe

@Suite("Connections", .serialized)
struct ReachTests {
    @Test("Refusal and silence are told apart, and nothing is asked of either")
    func refusedAndSilent() async throws {
        let refusing = try HeldPort(.refusing)
        let silent = try HeldPort(.silent)
        var options = TestProber.options()
        options.connectMilliseconds = 200
        let seen = try await TestProber.observe(
            http: refusing.port, https: silent.port, options: options)
        #expect(seen.plainConnection == .failed(.refused))
        guard case .failed(.timedOut(150...1_500)) = seen.tlsConnection else {
            Issue.record("\(seen.tlsConnection)")
            return
        }
        #expect(seen.handshake == .notTested(.notReached))
        #expect(seen.exchanges.isEmpty)
        refusing.release()
        silent.release()
    }

    @Test(
        "Each error of a connect is its own fact",
        arguments: [
            (ECONNREFUSED, .failed(.refused)), (ENETUNREACH, .failed(.networkUnreachable)),
            (EHOSTUNREACH, .failed(.hostUnreachable)), (EACCES, .failed(.prohibited)),
            (EPERM, .failed(.prohibited)), (ECONNRESET, .failed(.reset)),
            (ETIMEDOUT, .failed(.timedOut(afterMilliseconds: 7))),
            (EMFILE, .notTested(.localResource(errno: EMFILE))),
            (ENFILE, .notTested(.localResource(errno: ENFILE))),
            (ENOBUFS, .notTested(.localResource(errno: ENOBUFS))),
            (ENOMEM, .notTested(.localResource(errno: ENOMEM))),
            (EADDRNOTAVAIL, .notTested(.localResource(errno: EADDRNOTAVAIL))),
        ] as [(Int32, ConnectionFact)])
    func errors(code: Int32, fact: ConnectionFact) {
        let error = IOError(errnoCode: code, reason: "connect")
        let read = ConnectFailure.fact(
            of: error, waited: 7, patience: 5_000, route: .init(family: .ipv4, hasRoute: true))
        #expect(read == fact)
    }

    @Test("Without a route from here an unreachable network says nothing of the origin")
    func noRoute() {
        let error = IOError(errnoCode: ENETUNREACH, reason: "connect")
        let read = ConnectFailure.fact(
            of: error, waited: 0, patience: 5_000, route: .init(family: .ipv6, hasRoute: false))
        #expect(read == .notTested(.noRouteFromHere(.ipv6)))
    }

    @Test("An address of a family without a route from here is not dialled, a near one is")
    func unroutedFamily() throws {
        let far = try #require(IPAddress("2606:4700::1"))
        let near = try #require(IPAddress("fd00::1"))
        let plan = DialPlan(
            [far, near], areFromDNS: false, options: TestProber.options(),
            vantage: Vantage(hasIPv4Route: true, hasIPv6Route: false))
        #expect(plan.rows.map(\.refusal) == [.noRouteFromHere(.ipv6), nil])
    }

    @Test("Unreachable beside a port that answers is a firewall's prohibition")
    func prohibited() {
        func read(_ plain: ConnectionFact, _ tls: ConnectionFact) -> [ConnectionFact] {
            var seen = AddressObservation(
                address: TestProber.loopback, plainConnection: plain, tlsConnection: tls,
                handshake: .notTested(.notReached))
            AddressProbe.readProhibitions(&seen)
            return [seen.plainConnection, seen.tlsConnection]
        }
        let unreachable = ConnectionFact.failed(.hostUnreachable)
        #expect(read(.failed(.refused), unreachable) == [.failed(.refused), .failed(.prohibited)])
        #expect(
            read(unreachable, .open(milliseconds: 1))
                == [.failed(.prohibited), .open(milliseconds: 1)])
        #expect(read(unreachable, unreachable) == [unreachable, unreachable])
    }

    @Test("A connect cut short by the target's deadline proves nothing")
    func cutShort() {
        let error = ChannelError.connectTimeout(.milliseconds(100))
        let route = ConnectFailure.RouteCheck(family: .ipv4, hasRoute: true)
        #expect(
            ConnectFailure.fact(of: error, waited: 100, patience: 5_000, route: route)
                == .notTested(.outOfTime))
        #expect(
            ConnectFailure.fact(of: error, waited: 5_001, patience: 5_000, route: route)
                == .failed(.timedOut(afterMilliseconds: 5_001)))
    }
}
