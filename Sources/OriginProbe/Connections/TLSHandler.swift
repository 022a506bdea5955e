internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts
internal import TLSEngine

/// The TLS layer of a channel. It passes the socket's bytes through an in-memory `TLSConnection`.
final class TLSHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The result of a handshake, with its duration.
    indirect enum Outcome {
        case finished(TLSSession, chain: [CertificateHandle])
        case failed(HandshakeFailure, PartialHandshake)
    }

    /// A function that adds the handlers of the negotiated protocol to the pipeline before any
    /// bytes are passed on.
    typealias Established = (TLSSession, ChannelPipeline.SynchronousOperations) -> Void

    private let connection: TLSConnection
    private let deadline: NIODeadline
    private let established: Established
    private var started = NIODeadline.now()
    private var clock: Scheduled<Void>?
    private var outcome: Outcome?
    private var waiter: ((Outcome) -> Void)?
    /// Whether our Finished message is held back, to be sent in one packet with the first request
    /// or with the close.
    private var holdsFinished = false

    init(
        _ connection: TLSConnection, deadline: NIODeadline, established: @escaping Established
    ) {
        self.connection = connection
        self.deadline = deadline
        self.established = established
    }

    /// Calls the function once when the handshake is over, or immediately if it already is.
    func whenOver(_ waiter: @escaping (Outcome) -> Void) {
        if let outcome { return waiter(outcome) }
        self.waiter = waiter
    }

    func channelActive(context: ChannelHandlerContext) {
        started = .now()
        clock = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            [weak self] in self?.overdue(context)
        }
        advanceHandshake(context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unwrapInboundIn(data).withUnsafeReadableBytes { connection.receive($0) }
        advance(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        connection.receivedEnd(reset: false)
        advance(context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        connection.receivedEnd(reset: true)
        advance(context)
        if isEstablished { context.fireErrorCaught(error) }
        context.close(promise: nil)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        connection.write(Array(unwrapOutboundIn(data).readableBytesView))
        holdsFinished = false
        send(context, promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        clock?.cancel()
        connection.close()
        holdsFinished = false
        flushOutgoing(context)
        context.close(mode: mode, promise: promise)
    }

    private var isEstablished: Bool {
        if case .finished = outcome { true } else { false }
    }

    private func advance(_ context: ChannelHandlerContext) {
        if outcome == nil { advanceHandshake(context) }
        if isEstablished { readAll(context) }
    }

    private func advanceHandshake(_ context: ChannelHandlerContext) {
        let step = connection.handshake()
        // In TLS 1.3 the client sends the last message and may send data immediately (RFC 8446
        // section 2).
        if case .finished(let session, _) = step { holdsFinished = session.version == .tls1_3 }
        flushOutgoing(context)
        switch step {
        case .needsBytes:
            break
        case .finished(var session, let chain):
            session.milliseconds = started.millisecondsSince()
            outcome = .finished(session, chain: chain)
            established(session, context.pipeline.syncOperations)
            over()
        case .failed(let failure, let partial):
            fail(failure, partial)
            context.close(promise: nil)
        }
    }

    private func readAll(_ context: ChannelHandlerContext) {
        while true {
            let step = connection.read()
            flushOutgoing(context)
            switch step {
            case .bytes(let bytes):
                let buffer = context.channel.allocator.buffer(bytes: bytes)
                context.fireChannelRead(wrapInboundOut(buffer))
            case .needsBytes:
                return context.fireChannelReadComplete()
            case .closed:
                return context.close(promise: nil)
            case .alert(let alert):
                context.fireErrorCaught(TransportError.alert(alert))
                return context.close(promise: nil)
            case .failed(let reason):
                // `errorCaught` reported the reset; it also passes the error on and closes the
                // channel.
                guard reason != "reset" else { return }
                context.fireErrorCaught(TransportError.brokenTLS(reason: reason))
                return context.close(promise: nil)
            }
        }
    }

    private func overdue(_ context: ChannelHandlerContext) {
        guard outcome == nil else { return }
        let waited = started.millisecondsSince()
        fail(
            .timedOut(afterMilliseconds: waited, bytesReceived: connection.bytesReceived),
            connection.partial)
        context.close(promise: nil)
    }

    private func fail(_ failure: HandshakeFailure, _ partial: PartialHandshake) {
        guard outcome == nil else { return }
        var partial = partial
        partial.milliseconds = started.millisecondsSince()
        outcome = .failed(failure, partial)
        over()
    }

    private func over() {
        clock?.cancel()
        guard let outcome, let waiter else { return }
        self.waiter = nil
        waiter(outcome)
    }

    private func flushOutgoing(_ context: ChannelHandlerContext) {
        guard connection.hasOutgoing, !holdsFinished else { return }
        send(context, nil)
        context.flush()
    }

    private func send(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        let buffer = connection.drainOutgoing { context.channel.allocator.buffer(bytes: $0) }
        context.write(wrapOutboundOut(buffer), promise: promise)
    }
}
