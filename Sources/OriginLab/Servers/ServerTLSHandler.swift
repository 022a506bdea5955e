internal import CertificateForge
internal import NIOCore

/// A channel handler for the server side of TLS from CertificateForge. It adds the handlers of the
/// conversation after the handshake.
final class ServerTLSHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// A function that adds the handlers of the conversation.
    typealias Secured = (any Channel, ServerTLSSession) throws -> Void

    private enum State {
        case shaking
        case open
        case over
    }

    private let connection: ServerTLSConnection
    private let interruption: TLSBehaviour.Interruption
    private let secured: Secured
    private var state = State.shaking
    private var reads = 0

    /// Creates a handler that waits for a ClientHello.
    init(
        _ context: ServerTLSContext, interruption: TLSBehaviour.Interruption,
        secured: @escaping Secured
    ) throws {
        connection = try ServerTLSConnection(context)
        self.interruption = interruption
        self.secured = secured
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Data for a closed connection is discarded.
        guard state != .over else { return }
        reads += 1
        if interruption != .none, reads > 1, state == .shaking {
            interrupt(context)
            return
        }
        connection.receive(Array(unwrapInboundIn(data).readableBytesView))
        if state == .shaking { shake(context) }
        if state == .open { pass(context) }
    }

    private func interrupt(_ context: ChannelHandlerContext) {
        if interruption == .reset {
            state = .over
            context.channel.reset()
        }
    }

    private func shake(_ context: ChannelHandlerContext) {
        let step = connection.handshake()
        send(context)
        switch step {
        case .needsBytes:
            return
        case .done(let session):
            state = .open
            do {
                try secured(context.channel, session)
            } catch {
                end(context)
            }
        case .closed, .failed:
            end(context)
        }
    }

    /// Passes the decrypted bytes to the next handler.
    private func pass(_ context: ChannelHandlerContext) {
        while state == .open {
            switch connection.read() {
            case .done(let bytes):
                context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: bytes)))
            case .needsBytes:
                // A session ticket or a key update may have to be sent.
                send(context)
                context.fireChannelReadComplete()
                return
            case .closed, .failed:
                send(context)
                end(context)
            }
        }
    }

    /// Sends FIN and ignores further input. Closing the socket while bytes are unread would send
    /// RST, which can overtake the alert.
    private func end(_ context: ChannelHandlerContext) {
        state = .over
        context.close(mode: .output, promise: nil)
    }

    private func send(_ context: ChannelHandlerContext) {
        let bytes = connection.takeOutgoing()
        guard !bytes.isEmpty else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        _ = connection.write(Array(unwrapOutboundIn(data).readableBytesView))
        context.write(
            wrapOutboundOut(ByteBuffer(bytes: connection.takeOutgoing())), promise: promise)
    }

    func close(
        context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
    ) {
        if mode == .output, state == .open {
            connection.close()
            send(context)
        }
        context.close(mode: mode, promise: promise)
    }
}
