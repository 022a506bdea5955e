import OriginFacts
import TestSupport
import Testing

@testable import OriginProbe

@Suite("DNS messages")
struct DNSMessageTests {
    private let question = DNSQuestion(
        packet: [1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + DNSRecord.name("a.test") + [0, 1, 0, 1])

    @Test("A compressed name is followed backwards")
    func compression() throws {
        let record = [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1] as [UInt8]
        let message = question.reply([DNSRecord(bytes: record)])
        #expect(DNSReply(to: "a.test", from: message).answer == .addresses([.v4(0xC000_0201)]))
    }

    @Test(
        "Pointers that loop or lead forward make the message malformed",
        arguments: [[0xC0, 24], [0xC0, 26], [0xC0, 0xFF], [0xFF, 0xFF], [0x40, 1], [63, 1]]
            as [[UInt8]])
    func loops(pointer: [UInt8]) {
        let record = pointer + [0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]
        let message = question.reply([DNSRecord(bytes: record)])
        #expect(DNSReply(to: "a.test", from: message).answer == .malformed)
    }

    @Test("An alias that comes round again ends where it closes")
    func aliasLoop() {
        let reply = DNSReply(
            to: "a.test",
            from: question.reply([
                .alias("a.test", to: "b.test"), .alias("b.test", to: "c.test"),
                .alias("c.test", to: "b.test"),
            ]))
        #expect(reply.answer == .noData)
        #expect(reply.aliases == ["b.test", "c.test"])
    }

    @Test("Bytes no name should hold are written out")
    func oddBytes() {
        let target: [UInt8] = [4, 0x1B, 0x2E, 0x41, 0xFF, 0]
        let reply = DNSReply(
            to: "a.test", from: question.reply([.record("a.test", type: 5, target)]))
        #expect(reply.aliases == ["\\027\\046a\\255"])
    }

    @Test("A query is no reply")
    func query() {
        #expect(DNSMessage(question.packet) == nil)
        #expect(DNSMessage([]) == nil)
    }

    @Test("Damaged messages never crash the reader")
    func damage() {
        let sound = question.reply([
            .alias("a.test", to: "b.test"), .address("192.0.2.1", of: "b.test"),
            .address("2001:db8::1", of: "b.test"),
        ])
        var random = Seed.generator()
        for _ in 0..<5_000 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
            let reply = DNSReply(to: "a.test", from: bytes)
            #expect(reply.aliases.count <= 16)
        }
    }

    @Test("resolv.conf and --resolver are read")
    func configuration() throws {
        let file = """
            # comment
            nameserver 192.0.2.53
            nameserver not-an-address
            nameserver 2001:db8::53
            options timeout:1 attempts:9 rotate
            """
        let read = ResolverConfiguration(resolvConf: file)
        #expect(read.servers.map(\.text) == ["192.0.2.53:53", "[2001:db8::53]:53"])
        #expect(read.milliseconds == 1_000 && read.attempts == 3)
        #expect(ResolverConfiguration(resolvConf: "").servers.map(\.text) == ["127.0.0.1:53"])
        let option = try ResolverConfiguration(option: "192.0.2.1,[::1]:5353")
        #expect(option.servers.map(\.text) == ["192.0.2.1:53", "[::1]:5353"])
        #expect(throws: TargetError.self) { try ResolverConfiguration(option: "resolver.test") }
    }
}
