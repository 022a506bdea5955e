import NIOCore
import NIOPosix
import OriginFacts

@testable import OriginProbe

/// A DNS server on loopback. Most of its replies are malformed, in different ways; the same
/// question always gets the same reply.
final class HostileResolver: Sendable {
    private let channel: any Channel
    let server: ResolverConfiguration.Server

    init(on group: MultiThreadedEventLoopGroup) async throws {
        channel = try await DatagramBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(BrokenAnswerHandler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server = ResolverConfiguration.Server(
            address: .v4(0x7F00_0001), port: UInt16(channel.localAddress?.port ?? 0))
    }

    func stop() async {
        try? await channel.close()
    }
}

private final class BrokenAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let query = Array(envelope.data.readableBytesView)
        // The name ends with an empty label; type and class follow.
        guard query.count > 16, let end = query[12...].firstIndex(of: 0), end + 5 <= query.count
        else { return }
        let question = Array(query[..<(end + 5)])
        // FNV-1a over the name and the type, so that the seed is the same in every run.
        let seed = question.dropFirst(12).reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        let replies = FuzzSeeds.replies(to: question)
        var mutator = Mutator(seed: seed, seeds: replies)
        // One reply in four is left intact, to reach the code that follows a valid reply.
        var bytes = seed % 4 == 1 ? replies[Int(seed >> 8) % replies.count] : mutator.next()
        // The resolver ignores replies to other questions, so most replies keep the question's id.
        if seed % 8 != 0, bytes.count >= 2 { bytes.replaceSubrange(..<2, with: question[..<2]) }
        let reply = AddressedEnvelope(
            remoteAddress: envelope.remoteAddress, data: ByteBuffer(bytes: bytes))
        context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
    }
}
