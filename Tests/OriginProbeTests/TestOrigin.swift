import CertificateForge
import Glibc
import NIOCore
import NIOHTTP2
import NIOPosix
import OriginFacts
import Synchronization

@testable import OriginProbe

/// An origin on a free port of 127.0.0.1 that follows a script.
final class TestOrigin: Sendable {
    private let channel: any Channel
    private let accepted = AcceptedChannels()
    private let log = Mutex(Log())

    /// The requests that arrived, and the number of connections.
    struct Log {
        var requests: [String] = []
        var connections = 0
    }

    var port: UInt16 {
        UInt16(channel.localAddress?.port ?? 0)
    }

    var requests: [String] {
        log.withLock { $0.requests }
    }

    var connections: Int {
        log.withLock { $0.connections }
    }

    /// Starts a plain origin, or one over TLS with these settings.
    convenience init(_ script: OriginScript, tls: ServerTLSSettings? = nil) async throws {
        try await self.init(tls: tls) { script }
    }

    /// Starts an origin with a separate script for every connection.
    init(
        tls: ServerTLSSettings? = nil, script: @escaping @Sendable () -> OriginScript
    ) async throws {
        let context = try tls.map { try ServerTLSContext($0) }
        let box = Mutex<TestOrigin?>(nil)
        let report: @Sendable (String?) -> Void = { request in
            box.withLock { $0 }?.note(request)
        }
        channel = try await TestOrigin.listen(accepted) { pipeline in
            if let context { try pipeline.addHandler(TestTLSHandler(ServerTLSConnection(context))) }
            try pipeline.addHandler(ScriptHandler(script(), report: report))
        }
        box.withLock { $0 = self }
    }

    /// Starts an HTTP/2 origin over TLS; `stream` responds to the frames of one request.
    init(
        http2 settings: ServerTLSSettings,
        stream: @escaping @Sendable () -> any ChannelHandler & Sendable
    ) async throws {
        let context = try ServerTLSContext(settings)
        channel = try await TestOrigin.listen(accepted) { pipeline in
            try pipeline.addHandler(TestTLSHandler(ServerTLSConnection(context)))
            let http2 = NIOHTTP2Handler(
                mode: .server, eventLoop: pipeline.eventLoop,
                streamDelegate: nil
            ) { channel in
                channel.pipeline.addHandler(stream())
            }
            try pipeline.addHandler(http2)
        }
    }

    /// Closes the listener and the accepted connections, and waits until all are closed.
    func stop() async {
        try? await channel.close()
        await accepted.close()
    }

    private func note(_ request: String?) {
        log.withLock { log in
            if let request { log.requests.append(request) } else { log.connections += 1 }
        }
    }

    private static func listen(
        _ accepted: AcceptedChannels,
        _ prepare: @escaping @Sendable (ChannelPipeline.SynchronousOperations) throws -> Void
    ) async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                accepted.add(channel)
                return channel.eventLoop.makeCompletedFuture {
                    try prepare(channel.pipeline.syncOperations)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }
}

/// The connections that an origin accepted, kept so that none outlives its test.
private final class AcceptedChannels: Sendable {
    private let channels = Mutex<[any Channel]>([])

    func add(_ channel: any Channel) {
        channels.withLock { $0.append(channel) }
    }

    func close() async {
        for channel in channels.withLock({ $0 }) {
            try? await channel.close()
        }
    }
}

/// Plays a script on one connection.
private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: OriginScript
    private let report: @Sendable (String?) -> Void
    private var received = ""
    private var answered = 0

    init(_ script: OriginScript, report: @escaping @Sendable (String?) -> Void) {
        self.script = script
        self.report = report
    }

    func channelActive(context: ChannelHandlerContext) {
        report(nil)
        play(script.greeting[...], context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        while let end = received.firstRange(of: "\r\n\r\n") {
            report(String(received[..<end.lowerBound]))
            received.removeSubrange(..<end.upperBound)
            guard !script.answers.isEmpty else { continue }
            let acts = script.answers[min(answered, script.answers.count - 1)]
            answered += 1
            play(acts[...], context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func play(_ acts: ArraySlice<OriginScript.Act>, _ context: ChannelHandlerContext) {
        guard let act = acts.first, context.channel.isActive else { return }
        let rest = acts.dropFirst()
        switch act {
        case .send(let text):
            send(Array(text.utf8), context)
        case .sendBytes(let bytes):
            send(bytes, context)
        case .wait(let milliseconds):
            return later(milliseconds, context) { self.play(rest, context) }
        case .close:
            return context.close(promise: nil)
        case .reset:
            return reset(context)
        case .trickle(let text, let every):
            guard let first = text.utf8.first else { break }
            send([first], context)
            let tail = OriginScript.Act.trickle(String(text.dropFirst()), every: every)
            return later(every, context) { self.play([tail] + rest, context) }
        case .endless(let text):
            send(Array(text.utf8), context)
            return later(1, context) { self.play([act], context) }
        }
        play(rest, context)
    }

    private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func later(
        _ milliseconds: Int64, _ context: ChannelHandlerContext, _ body: @escaping () -> Void
    ) {
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(milliseconds), body)
    }

    private func reset(_ context: ChannelHandlerContext) {
        let channel = context.channel
        guard let options = channel as? any SocketOptionProvider else { return }
        options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
            channel.close(promise: nil)
        }
    }
}
