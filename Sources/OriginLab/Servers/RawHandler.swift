internal import NIOCore

/// Says fixed bytes once, then stays, hangs up or resets; whatever the client says is ignored.
final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bytes: [UInt8]
    private let ending: Conversation.Ending
    private let waitsForClient: Bool
    private var hasSpoken = false

    /// Speaks at once, or when the client has said something.
    init(_ bytes: [UInt8], _ ending: Conversation.Ending, waitsForClient: Bool) {
        self.bytes = bytes
        self.ending = ending
        self.waitsForClient = waitsForClient
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive, !waitsForClient { speak(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        if !waitsForClient { speak(context) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        speak(context)
    }

    private func speak(_ context: ChannelHandlerContext) {
        guard !hasSpoken else { return }
        hasSpoken = true
        if !bytes.isEmpty {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        }
        switch ending {
        case .stay: return
        case .hangUp: context.close(mode: .output, promise: nil)
        case .reset: context.channel.reset()
        }
    }
}
