import Glibc
import NIOCore
import NIOPosix
import OriginFacts

@testable import OriginProbe

/// A DNS server on loopback whose answers are written byte by byte in a test.
final class LoopbackResolver: Sendable {
    /// The answer to a question; nil sends no answer. The question is passed without its header.
    typealias Answer = @Sendable (DNSQuestion) -> [UInt8]?

    private let channel: any Channel
    let server: ResolverConfiguration.Server

    init(_ answer: @escaping Answer) async throws {
        channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AnswerHandler(answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = UInt16(channel.localAddress?.port ?? 0)
        server = ResolverConfiguration.Server(address: .v4(0x7F00_0001), port: port)
    }

    func stop() async {
        try? await channel.close()
    }
}

/// One question as received.
struct DNSQuestion: Sendable {
    let packet: [UInt8]

    /// The name in lower case.
    var name: String {
        var labels: [String] = []
        var place = 12
        while place < packet.count, packet[place] != 0 {
            let length = Int(packet[place])
            labels.append(String(decoding: packet[(place + 1)...(place + length)], as: UTF8.self))
            place += length + 1
        }
        return labels.joined(separator: ".").lowercased()
    }

    /// The type: 1 for A, 28 for AAAA.
    var type: UInt8 {
        packet[packet.count - 3]
    }

    /// Returns a response with this code and these records.
    func reply(code: UInt8 = 0, _ records: [DNSRecord] = []) -> [UInt8] {
        var bytes = Array(packet[0..<2]) + [0x81, 0x80 | code, 0, 1, 0, UInt8(records.count)]
        bytes += [0, 0, 0, 0] + packet[12...]
        return bytes + records.flatMap(\.bytes)
    }
}

/// A record in an answer.
struct DNSRecord: Sendable {
    let bytes: [UInt8]

    static func name(_ text: String) -> [UInt8] {
        text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    static func address(_ text: String, of owner: String) -> DNSRecord {
        let content = IPAddress(text)?.bytes ?? []
        return record(owner, type: content.count == 4 ? 1 : 28, content)
    }

    static func alias(_ owner: String, to target: String) -> DNSRecord {
        record(owner, type: 5, name(target))
    }

    static func record(_ owner: String, type: UInt8, _ content: [UInt8]) -> DNSRecord {
        DNSRecord(
            bytes: name(owner) + [0, type, 0, 1, 0, 0, 0, 60, 0, UInt8(content.count)] + content)
    }
}

private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let answer: LoopbackResolver.Answer

    init(_ answer: @escaping LoopbackResolver.Answer) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let question = DNSQuestion(packet: Array(envelope.data.readableBytesView))
        guard question.packet.count > 16, let bytes = answer(question) else { return }
        let reply = AddressedEnvelope(
            remoteAddress: envelope.remoteAddress, data: ByteBuffer(bytes: bytes))
        context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
    }
}
