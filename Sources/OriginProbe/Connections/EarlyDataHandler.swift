internal import NIOCore
internal import OriginFacts

/// Holds back what an origin says before it is asked, so that it is read as the response to the first
/// request, as a proxy reads it: the decoder would refuse a response without a request.
final class EarlyDataHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var context: ChannelHandlerContext?
    private var isHolding = true
    private var held: [ByteBuffer] = []
    private var bytes = 0
    private var firstBytes: [UInt8] = []
    private var cause: (any Error)?
    /// What came of a connection that ended before anything was asked; nil while it stands.
    private(set) var ending: ExchangeFailure?

    /// Who says more than this without being asked is hung up on.
    private static let most = 256 * 1_024

    /// Lets everything through from now on, what was held back first.
    func release() {
        guard isHolding, let context else { return }
        isHolding = false
        guard !held.isEmpty else { return }
        for buffer in held { context.fireChannelRead(wrapInboundOut(buffer)) }
        held = []
        context.fireChannelReadComplete()
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard isHolding else { return context.fireChannelRead(data) }
        let buffer = unwrapInboundIn(data)
        bytes += buffer.readableBytes
        held.append(buffer)
        let room = ResponseLimits.proofBytes - firstBytes.count
        if room > 0 { firstBytes += buffer.readableBytesView.prefix(room) }
        if bytes > Self.most { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard isHolding else { return context.fireErrorCaught(error) }
        cause = cause ?? error
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        guard isHolding else { return context.fireChannelInactive() }
        let seen = ResponseFailure.Evidence(firstBytes: firstBytes, bytesReceived: bytes)
        if let cause {
            ending = ResponseFailure.fact(of: cause, seen)
        } else if bytes > 0 {
            ending = .malformed(firstBytes: firstBytes, reason: "closed before the request")
        } else {
            ending = .empty
        }
    }
}

/// Sits before a decoder and remembers what a response began with: a decoder that refuses it says
/// nothing of the bytes.
final class FirstBytesRecorder: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Since the last `restart`.
    private(set) var bytesReceived = 0
    /// At most 64.
    private(set) var firstBytes: [UInt8] = []

    /// Begins a new response.
    func restart() {
        bytesReceived = 0
        firstBytes = []
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        bytesReceived += buffer.readableBytes
        let room = ResponseLimits.proofBytes - firstBytes.count
        if room > 0 { firstBytes += buffer.readableBytesView.prefix(room) }
        context.fireChannelRead(data)
    }
}
