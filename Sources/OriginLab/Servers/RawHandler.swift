internal import NIOCore

/// Sends fixed bytes once, then keeps the connection open, closes it or resets it. The content of
/// the client's bytes is ignored.
final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bytes: [UInt8]
    private let ending: Conversation.Ending
    private let waitsForClient: Bool
    private var hasSpoken = false

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

/// Sends one byte per second, repeating its bytes endlessly, as soon as the client has sent
/// anything.
final class TrickleHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bytes: [UInt8]
    private var position = 0
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
        let byte = ByteBuffer(bytes: [bytes[position % bytes.count]])
        position += 1
        context.writeAndFlush(wrapOutboundOut(byte), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        ticking?.cancel()
        context.fireChannelInactive()
    }
}

/// The behaviour of an origin on an open connection, in cleartext or inside TLS.
package enum Conversation: Sendable {
    /// Serves a site over HTTP/1.1, or over HTTP/2 if ALPN selected it.
    case site(Site)
    /// Sends these bytes immediately.
    case greets([UInt8], Ending)
    /// Sends these bytes as soon as the client has sent anything.
    case answers([UInt8], Ending)
    /// Sends these bytes endlessly, one per second, as soon as the client has sent anything.
    case trickles([UInt8])
    /// Sends the first messages of a handshake with an outdated server.
    case oldHandshake(OldServer)

    /// The end of a conversation after its bytes.
    package enum Ending: Hashable, Sendable {
        /// The connection stays open without further data.
        case stay
        /// The connection is closed with FIN, inside TLS after close_notify.
        case hangUp
        /// The connection is closed with RST.
        case reset
    }

    /// A conversation with an ordinary site.
    static let page = Conversation.site(.page())

    /// A conversation in which the origin reads everything and never sends anything.
    static let silent = Conversation.answers([], .stay)

    /// Creates a conversation that sends this text as soon as the client has sent anything.
    static func answers(_ text: String, _ ending: Ending) -> Conversation {
        .answers(Array(text.utf8), ending)
    }

    /// Creates a conversation that sends this text immediately.
    static func greets(_ text: String, _ ending: Ending) -> Conversation {
        .greets(Array(text.utf8), ending)
    }
}
