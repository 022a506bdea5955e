internal import NIOCore

/// Says one byte a second, over and over, once the client has said something.
final class TrickleHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bytes: [UInt8]
    private var place = 0
    private var ticking: RepeatedTask?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard ticking == nil, !bytes.isEmpty else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        ticking = context.eventLoop.scheduleRepeatedTask(
            initialDelay: .zero, delay: .seconds(1)
        ) { _ in
            let (handler, context) = bound.value
            handler.tick(context)
        }
    }

    private func tick(_ context: ChannelHandlerContext) {
        let byte = ByteBuffer(bytes: [bytes[place % bytes.count]])
        place += 1
        context.writeAndFlush(wrapOutboundOut(byte), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        ticking?.cancel()
        context.fireChannelInactive()
    }
}
