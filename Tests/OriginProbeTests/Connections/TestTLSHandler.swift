import CertificateForge
import NIOCore

/// The server side of TLS over a `ServerTLSConnection`.
final class TestTLSHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let connection: ServerTLSConnection
    private var isDone = false

    init(_ connection: ServerTLSConnection) {
        self.connection = connection
    }

    func channelActive(context: ChannelHandlerContext) {}

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.receive(Array(unwrapInboundIn(data).readableBytesView))
        if !isDone { shakeHands(context) }
        if isDone { readAll(context) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        _ = connection.write(Array(unwrapOutboundIn(data).readableBytesView))
        context.write(
            wrapOutboundOut(ByteBuffer(bytes: connection.takeOutgoing())), promise: promise)
    }

    private func shakeHands(_ context: ChannelHandlerContext) {
        let step = connection.handshake()
        flush(context)
        switch step {
        case .done:
            isDone = true
            context.fireChannelActive()
        case .needsBytes:
            break
        case .closed, .failed:
            context.close(promise: nil)
        }
    }

    private func readAll(_ context: ChannelHandlerContext) {
        while true {
            let step = connection.read()
            flush(context)
            switch step {
            case .done(let bytes): context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: bytes)))
            case .needsBytes: return context.fireChannelReadComplete()
            case .closed, .failed: return context.close(promise: nil)
            }
        }
    }

    private func flush(_ context: ChannelHandlerContext) {
        let bytes = connection.takeOutgoing()
        guard !bytes.isEmpty else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
}
