internal import NIOCore

/// Plays an `OldServer` on one connection.
final class OldServerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: OldServer
    private var hello: [UInt8] = []
    private var hasSpoken = false

    /// A server that waits for a ClientHello.
    init(_ server: OldServer) {
        self.server = server
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasSpoken else { return }
        let room = OldServer.helloLimit - hello.count
        hello += unwrapInboundIn(data).readableBytesView.prefix(room)
        guard let (bytes, hangsUp) = server.reply(to: hello) else {
            if hello.count >= OldServer.helloLimit { context.close(promise: nil) }
            return
        }
        hasSpoken = true
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        if hangsUp { context.close(mode: .output, promise: nil) }
    }
}
