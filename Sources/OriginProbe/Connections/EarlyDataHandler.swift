internal import NIOCore
internal import OriginFacts

/// Holds back the bytes that an origin sends before the first request, so that they are read as the
/// response to that request, as in a proxy. The decoder rejects a response without a request.
final class EarlyDataHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var context: ChannelHandlerContext?
    private var isHolding = true
    private var held: [ByteBuffer] = []
    private var bytes = 0
    private var firstBytes: [UInt8] = []
    private var cause: (any Error)?
    /// The failure with which the connection ended, if it ended before the first request.
    private(set) var ending: ExchangeFailure?

    /// The maximum number of bytes before the first request. If an origin sends more, the
    /// connection is closed.
    private static let most = 256 * 1_024

    /// Passes on the bytes that were held back, and all later ones.
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

/// Records the first bytes of a response before they reach the decoder, because a decoder that
/// rejects a response does not report its bytes.
final class FirstBytesRecorder: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// The number of bytes received since the last `restart`.
    private(set) var bytesReceived = 0
    /// The first bytes since the last `restart`, at most 64.
    private(set) var firstBytes: [UInt8] = []

    /// Prepares for a new response.
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
