internal import NIOCore

/// Sits before a decoder and remembers what a response began with: a decoder that refuses it says
/// nothing of the bytes.
final class ByteWitness: ChannelInboundHandler {
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
