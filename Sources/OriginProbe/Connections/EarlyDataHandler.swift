internal import NIOCore
internal import OriginFacts

/// Holds back what an origin sends before the first request, so that it is read as the response to
/// that request, as a proxy reads it. The decoder would refuse a response without a request.
final class EarlyDataHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var context: ChannelHandlerContext?
    private var isHolding = true
    private var held: [ByteBuffer] = []
    private var bytes = 0
    private var firstBytes: [UInt8] = []
    private var cause: (any Error)?
    /// How the connection ended, if it did before the first request.
    private(set) var ending: ExchangeFailure?

    /// The connection is closed when more bytes than this come before a request.
    private static let most = 256 * 1_024

    /// Passes on what was held back, and everything from now on.
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

/// Sits before a decoder and records the first bytes of a response, because a decoder that refuses
/// a response does not report its bytes.
final class FirstBytesRecorder: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Since the last `restart`.
    private(set) var bytesReceived = 0
    /// At most 64.
    private(set) var firstBytes: [UInt8] = []

    /// To be called before a new response.
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
