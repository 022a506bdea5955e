import CertificateForge
import OriginFacts
import TLSEngine
import Testing

@Suite struct ExchangeTests {
    private func open(_ version: ServerTLSVersion = .tls13) throws -> Conversation {
        let conversation = try Conversation(Origins.ec().with { $0.maximumVersion = version })
        try #require(conversation.shakeHands().session != nil)
        conversation.deliver()
        return conversation
    }

    @Test(arguments: ServerTLSVersion.allCases)
    func manyBytesPassBothWays(_ version: ServerTLSVersion) throws {
        let conversation = try Conversation(
            Origins.rsa().with { $0.maximumVersion = version })
        try #require(conversation.shakeHands().session != nil)
        conversation.deliver()
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for round in 1...4 {
            #expect(conversation.say(bytes) == (bytes, .needsBytes), "round \(round)")
            #expect(conversation.client.write(bytes))
            #expect(heardByServer(conversation) == bytes)
        }
    }

    private func heardByServer(_ conversation: Conversation) -> [UInt8] {
        conversation.server.receive(conversation.client.takeOutgoing())
        var heard: [UInt8] = []
        while case .done(let bytes) = conversation.server.read() { heard += bytes }
        return heard
    }

    @Test func nothingWrittenIsNothingSent() throws {
        let conversation = try open()
        #expect(conversation.client.write([]))
        #expect(!conversation.client.hasOutgoing)
    }

    @Test(arguments: [ServerTLSVersion.tls12, .tls13])
    func aGoodbyeIsAClose(_ version: ServerTLSVersion) throws {
        let conversation = try open(version)
        _ = conversation.server.write([42])
        conversation.server.close()
        conversation.client.receive(conversation.server.takeOutgoing())
        #expect(conversation.client.read() == .bytes([42]))
        #expect(conversation.client.read() == .closed)
        #expect(conversation.client.read() == .closed)
    }

    @Test func anEndWithoutGoodbyeIsACloseAfterTheLastBytes() throws {
        let conversation = try open()
        _ = conversation.server.write([42])
        conversation.client.receive(conversation.server.takeOutgoing())
        conversation.client.receivedEnd(reset: false)
        #expect(conversation.client.read() == .bytes([42]))
        #expect(conversation.client.read() == .closed)
    }

    @Test func aResetIsAFailureAfterTheLastBytes() throws {
        let conversation = try open()
        _ = conversation.server.write([42])
        conversation.client.receive(conversation.server.takeOutgoing())
        conversation.client.receivedEnd(reset: true)
        #expect(conversation.client.read() == .bytes([42]))
        #expect(conversation.client.read() == .failed(reason: "reset"))
    }

    @Test func aForgedRecordIsAFailureAndIsAnsweredByAnAlert() throws {
        let conversation = try open()
        _ = conversation.server.write([42])
        var record = conversation.server.takeOutgoing()
        record[record.count - 1] ^= 1
        conversation.client.receive(record)
        guard case .failed(let reason) = conversation.client.read() else {
            Issue.record("a forged record was accepted")
            return
        }
        #expect(reason == "decryption failed or bad record mac")
        #expect(conversation.client.hasOutgoing)
        #expect(!conversation.client.write([1]))
    }

    @Test func ourGoodbyeReachesTheServer() throws {
        let conversation = try open()
        conversation.client.close()
        conversation.server.receive(conversation.client.takeOutgoing())
        guard case .closed = conversation.server.read() else {
            Issue.record("the server did not see close_notify")
            return
        }
    }

    @Test func closingBeforeTheHandshakeSaysNothing() throws {
        let conversation = try Conversation(Origins.ec())
        conversation.client.close()
        #expect(!conversation.client.hasOutgoing)
    }

    @Test func bytesComeInPiecesOfAnySize() throws {
        let conversation = try open()
        _ = conversation.server.write(Array("hello".utf8))
        let record = conversation.server.takeOutgoing()
        for byte in record.dropLast() {
            conversation.client.receive([byte])
            #expect(conversation.client.read() == .needsBytes)
        }
        conversation.client.receive([record[record.count - 1]])
        #expect(conversation.client.read() == .bytes(Array("hello".utf8)))
    }
}
