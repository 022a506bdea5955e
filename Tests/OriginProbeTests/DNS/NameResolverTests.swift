import NIOCore
import OriginFacts
import Testing

@testable import OriginProbe

@Suite("Name lookups")
struct NameResolverTests {
    private func lookUp(
        _ name: String, _ answers: [LoopbackResolver.Answer],
        families: Set<IPAddress.Family> = [.ipv4, .ipv6], milliseconds: Int64 = 2_000,
        patience: Int = 150
    ) async throws -> DNSFacts {
        var servers: [LoopbackResolver] = []
        for answer in answers { servers.append(try await LoopbackResolver(answer)) }
        let configuration = ResolverConfiguration(
            servers: servers.map(\.server), milliseconds: patience, attempts: 1)
        let resolver = try NameResolver(
            configuration, hosts: HostsFile("192.0.2.99 listed.test # here\n::1 v6.test"))
        let facts = await resolver.lookUp(
            name, families: families, deadline: .now() + .milliseconds(milliseconds))
        for server in servers { await server.stop() }
        return facts
    }

    @Test("A and AAAA are two questions with two answers, aliases in order")
    func addresses() async throws {
        let facts = try await lookUp(
            "www.a.test",
            [
                { question in
                    let alias = [
                        DNSRecord.alias("www.a.test", to: "b.test"),
                        DNSRecord.alias("b.test", to: "C.test"),
                    ]
                    return question.type == 1
                        ? question.reply(
                            alias + [
                                .address("192.0.2.2", of: "c.test"),
                                .address("192.0.2.1", of: "c.test"),
                                .address("192.0.2.2", of: "c.test"),
                                .address("192.0.2.9", of: "other.test"),
                            ])
                        : question.reply(alias)
                }
            ])
        #expect(facts.ipv4 == .addresses([.v4(0xC000_0202), .v4(0xC000_0201)]))
        #expect(facts.ipv6 == .noData)
        #expect(facts.aliases == ["b.test", "c.test"])
        #expect(facts.name == "www.a.test")
    }

    @Test(
        "Each way to get no address is told apart",
        arguments: [
            (3, DNSAnswer.nameError), (2, .serverFailure), (5, .refused), (0, .noData),
            (4, .serverFailure),
        ] as [(UInt8, DNSAnswer)])
    func codes(code: UInt8, answer: DNSAnswer) async throws {
        let facts = try await lookUp("a.test", [{ $0.reply(code: code) }])
        #expect(facts.ipv4 == answer)
        #expect(facts.ipv6 == answer)
    }

    @Test("Silence is a timeout within the deadline")
    func silence() async throws {
        let facts = try await lookUp("a.test", [{ _ in nil }])
        guard case .timedOut(let waited) = facts.ipv4 else {
            Issue.record("\(facts)")
            return
        }
        #expect((100..<2_000).contains(waited))
        // A server may take a minute, so the deadline ends the lookup, even on a busy machine.
        let hurried = try await lookUp(
            "a.test", [{ _ in nil }, { _ in nil }], milliseconds: 50, patience: 60_000)
        guard case .timedOut(40...20_000) = hurried.ipv6 else {
            Issue.record("\(hurried)")
            return
        }
    }

    @Test("The next server is asked when one fails, and a name error is final")
    func failover() async throws {
        let good: LoopbackResolver.Answer = { question in
            question.reply(question.type == 1 ? [.address("192.0.2.1", of: "a.test")] : [])
        }
        for bad in [{ $0.reply(code: 2) }, { $0.reply(code: 5) }, { _ in nil }]
            as [LoopbackResolver.Answer]
        {
            let facts = try await lookUp("a.test", [bad, good])
            #expect(facts.ipv4 == .addresses([.v4(0xC000_0201)]))
            #expect(facts.ipv6 == .noData)
        }
        #expect(try await lookUp("a.test", [{ $0.reply(code: 3) }, good]).ipv4 == .nameError)
        let both = try await lookUp("a.test", [{ $0.reply(code: 2) }, { _ in nil }])
        #expect(both.ipv4 == .serverFailure)
    }

    @Test("An answer that is no DNS is malformed")
    func malformed() async throws {
        let cut: LoopbackResolver.Answer = { question in
            Array(question.reply([.address("192.0.2.1", of: "a.test")]).dropLast(3))
        }
        #expect(try await lookUp("a.test", [cut]).ipv4 == .malformed)
    }

    @Test("Nothing listening is no resolver")
    func nobody() async throws {
        let held = try HeldPort(.datagram)
        let server = ResolverConfiguration.Server(address: .v4(0x7F00_0001), port: held.port)
        let resolver = try NameResolver(
            ResolverConfiguration(servers: [server], milliseconds: 150, attempts: 1),
            hosts: HostsFile(""))
        let facts = await resolver.lookUp("a.test", deadline: .now() + .seconds(2))
        #expect(facts.ipv4 == .noResolver)
        held.release()
    }

    @Test("The hosts file comes first, names DNS cannot hold are not asked, families are respected")
    func local() async throws {
        let never: LoopbackResolver.Answer = { _ in
            Issue.record("asked")
            return nil
        }
        let listed = try await lookUp("Listed.Test.", [never])
        #expect(listed.ipv4 == .addresses([.v4(0xC000_0263)]) && listed.ipv6 == .noData)
        #expect(try await lookUp("a..b", [never]).ipv4 == .badName)
        let long = String(repeating: "a", count: 64) + ".test"
        #expect(try await lookUp(long, [never]).ipv6 == .badName)
        let onlyV6 = try await lookUp("a.test", [{ $0.reply(code: 3) }], families: [.ipv6])
        #expect(onlyV6.ipv4 == .notAsked && onlyV6.ipv6 == .nameError)
    }

    @Test("Many lookups at once are all answered")
    func many() async throws {
        let server = try await LoopbackResolver { question in
            question.reply(
                question.type == 1 ? [.address("192.0.2.1", of: question.name)] : [])
        }
        let resolver = try NameResolver(
            ResolverConfiguration(servers: [server.server]), hosts: HostsFile(""))
        await withTaskGroup(of: DNSFacts.self) { group in
            for number in 0..<200 {
                group.addTask {
                    await resolver.lookUp("n\(number).test", deadline: .now() + .seconds(10))
                }
            }
            for await facts in group { #expect(facts.addresses == [.v4(0xC000_0201)]) }
        }
        await server.stop()
    }
}
