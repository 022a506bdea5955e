internal import NIOCore

/// Says fixed bytes once, then stays, hangs up or resets; whatever the client says is ignored.
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

/// What an origin says over an open connection, in clear or inside TLS.
package enum Conversation: Sendable {
    /// HTTP/1.1, or HTTP/2 where ALPN chose it.
    case site(Site)
    /// These bytes at once, without being asked.
    case greets([UInt8], Ending)
    /// These bytes as soon as the client has said anything.
    case answers([UInt8], Ending)
    /// These bytes as soon as the client has said anything, one each second, for ever.
    case trickles([UInt8])
    /// The first messages of a handshake with a server of another age.
    case oldHandshake(OldServer)

    /// How a conversation ends after what was said.
    package enum Ending: Hashable, Sendable {
        /// The connection stays open, silent.
        case stay
        /// FIN; inside TLS with a goodbye.
        case hangUp
        /// RST.
        case reset
    }

    /// An ordinary site.
    static let page = Conversation.site(.page())

    /// Takes everything and never says anything.
    static let silent = Conversation.answers([], .stay)

    /// These bytes as text.
    static func answers(_ text: String, _ ending: Ending) -> Conversation {
        .answers(Array(text.utf8), ending)
    }

    /// These bytes as text, without being asked.
    static func greets(_ text: String, _ ending: Ending) -> Conversation {
        .greets(Array(text.utf8), ending)
    }
}
