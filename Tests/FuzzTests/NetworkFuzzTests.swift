import EdgePolicy
import Foundation
import NIOCore
import NIOPosix
import OpenSSLSupport
import OriginFacts
import Testing

@testable import OriginProbe

/// Malformed replies at every stage of a visit, handled by the prober on real sockets, the policy
/// and the reports. The mutations are the same in every run. `NETWORK_FUZZ` sets the number of
/// replies, all stages together.
@Suite(.serialized) struct NetworkFuzzTests {
    private static let replies =
        ProcessInfo.processInfo.environment["NETWORK_FUZZ"].flatMap(Int.init) ?? 300
    private static let share = max(1, replies / NetworkStage.allCases.count)
    /// The milliseconds allowed for one visit; a busy machine gets twice as many, plus a fixed
    /// amount.
    private static let patience = 1_500

    @Test(arguments: NetworkStage.allCases.filter { $0 != .dns })
    func `no reply crashes or delays a visit, and every one can be reported`(_ stage: NetworkStage)
        async throws
    {
        let ports = try await HostilePorts()
        let prober = try Prober(resolver: ResolverConfiguration(servers: []), hosts: HostsFile(""))
        let laws = try ReportLaws()
        var mutator = Mutator(seed: 20_261_123, seeds: stage.seeds)
        var slowest = Duration.zero
        var kinds: Set<String> = []
        for number in 0..<Self.share {
            ports.play(stage.plays(mutator.next(), number: number))
            let started = ContinuousClock.now
            let seen = try await prober.observe(
                Self.target(ports.pair), Self.options(number), startedAt: Self.time,
                following: {
                    ExchangePlan.missing(Self.target(ports.pair), $0, vantage: Vantage())
                })
            slowest = max(slowest, ContinuousClock.now - started)
            kinds.insert(try laws.check(seen, "\(stage) \(number)"))
        }
        await prober.shutDown()
        await ports.stop()
        // Replies that all have the same outcome would prove little.
        #expect(kinds.count > 3, "\(kinds)")
        #expect(slowest < .milliseconds(2 * Self.patience + 3_000))
        #expect(ErrorQueue.drain() == [])
    }

    @Test func `no reply of a resolver crashes or delays a lookup, and every one can be reported`()
        async throws
    {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let resolver = try await HostileResolver(on: group)
        let prober = try Prober(
            resolver: ResolverConfiguration(
                servers: [resolver.server], milliseconds: 250, attempts: 1), hosts: HostsFile(""))
        let laws = try ReportLaws()
        var kinds: Set<String> = []
        for first in stride(from: 0, to: Self.share, by: 32) {
            let numbers = first..<min(first + 32, Self.share)
            let started = ContinuousClock.now
            for (number, seen) in await Self.located(numbers, by: prober) {
                _ = try laws.check(ProbeResult(observation: seen), "dns \(number)")
                if let answer = seen.dns?.ipv4 { kinds.insert(Self.kind(of: answer)) }
            }
            #expect(ContinuousClock.now - started < .seconds(10))
        }
        let expected: Set = ["addresses", "malformed", "nameError", "noData"]
        #expect(kinds.isSuperset(of: expected), "\(kinds)")
        await prober.shutDown()
        await resolver.stop()
        try await group.shutdownGracefully()
    }

    /// Returns only the name of the case, because addresses and times differ between machines.
    private static func kind(of answer: DNSAnswer) -> String {
        String("\(answer)".prefix { $0 != "(" })
    }

    /// Looks up names without contacting any of the addresses, which may belong to anybody.
    private static func located(
        _ numbers: Range<Int>, by prober: Prober
    ) async -> [(Int, OriginObservation)] {
        await withTaskGroup(of: (Int, OriginObservation).self) { group in
            for number in numbers {
                group.addTask {
                    let name = "c\(number).test"
                    let target = Target(input: name, host: .name(ascii: name, unicode: name))
                    let options = Self.options(number)
                    let place = await prober.locator(options).locate(target)
                    let probe = prober.probe(
                        target, at: place, options, startedAt: Self.time,
                        on: prober.nextWorker())
                    return (number, probe.untested(.outOfTime))
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static let time = UnixTime(seconds: 1_800_000_000)

    private static func target(_ ports: PortPair) -> Target {
        var target = Target(
            input: "fuzz.test", host: .name(ascii: "fuzz.test", unicode: "fuzz.test"),
            addressing: .given([.v4(0x7F00_0001)]))
        target.originPorts = ports
        return target
    }

    /// Returns the options of a visit; every eighth visit includes the diagnostic handshakes.
    private static func options(_ number: Int) -> ProbeOptions {
        var options = ProbeOptions(version: "fuzz")
        options.connectMilliseconds = 1_000
        options.totalMilliseconds = patience
        options.diagnoses = number.isMultiple(of: 8)
        return options
    }
}
