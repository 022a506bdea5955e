internal import NIOCore
internal import NIOPosix
internal import OriginFacts
internal import Synchronization
internal import TLSEngine

/// Tests whether an origin that refused the handshake would accept `DES-CBC3-SHA`. It opens a
/// separate connection, sends one handwritten ClientHello and reads at most 4 KB of the reply.
struct TripleDESProbe: Sendable {
    let options: ConnectionOptions
    let loop: any EventLoop

    /// Returns the origin's answer, or nil if there was no connection or no reply in time.
    func ask(serverName: String?) async -> TripleDESAnswer? {
        let left = options.deadline.millisecondsLeft()
        guard left > 0, let address = SocketAddress(options.address, port: options.port) else {
            return nil
        }
        var random = SystemRandomNumberGenerator()
        let hello = TripleDESHello.record(
            serverName: serverName,
            random: (0..<32).map { _ in .random(in: 0...255, using: &random) })
        let answer = loop.makePromise(of: TripleDESAnswer?.self)
        let channel = Mutex<(any Channel)?>(nil)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(Int64(min(options.connectMilliseconds, left))))
            .channelInitializer { [deadline = options.deadline] opened in
                channel.withLock { $0 = opened }
                return opened.eventLoop.makeCompletedFuture {
                    try opened.pipeline.syncOperations.addHandler(
                        HelloExchange(hello, deadline: deadline, answer: answer))
                }
            }
        bootstrap.connect(to: address).whenFailure { _ in answer.succeed(nil) }
        return await withTaskCancellationHandler {
            (try? await answer.futureResult.get()) ?? nil
        } onCancel: {
            channel.withLock { $0 }?.close(promise: nil)
        }
    }
}

/// Sends the ClientHello, reads until the reply is understood, and closes the connection.
private final class HelloExchange: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let hello: [UInt8]
    private let deadline: NIODeadline
    private let answer: EventLoopPromise<TripleDESAnswer?>
    private var reply = TripleDESReply()
    private var clock: Scheduled<Void>?

    init(_ hello: [UInt8], deadline: NIODeadline, answer: EventLoopPromise<TripleDESAnswer?>) {
        self.hello = hello
        self.deadline = deadline
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        clock = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [answer] in
            answer.succeed(nil)
            context.close(promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: hello)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        reply.take(unwrapInboundIn(data).readableBytesView)
        report()
        if reply.answer != nil { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        reply.end()
        report()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        clock?.cancel()
        answer.succeed(nil)
    }

    private func report() {
        if let found = reply.answer { answer.succeed(found) }
    }
}
