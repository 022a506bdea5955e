import CertificateForge
import NIOCore
import NIOEmbedded
import TLSEngine
import Testing

@testable import OriginProbe

/// In TLS 1.3, our Finished is sent with the first request, in one packet instead of two.
@Suite("The Finished of a handshake", .serialized)
final class HeldFinishedTests {
    private let server: ServerTLSConnection
    private let channel: EmbeddedChannel

    init() throws {
        (server, channel) = try Self.pair { _ in }
    }

    deinit {
        Self.finish(channel)
    }

    /// Finishes the channel. An open channel would retain itself.
    private static func finish(_ channel: EmbeddedChannel) {
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }

    private static func pair(
        _ change: (inout ServerTLSSettings) -> Void
    ) throws -> (ServerTLSConnection, EmbeddedChannel) {
        let connection = try TLSConnection(
            context: TestProber.prober.workers[0].context, serverName: "a.test")
        let handler = TLSHandler(connection, deadline: .distantFuture) { _, _ in }
        let channel = EmbeddedChannel(handler: handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 443)).wait()
        let server = try ServerTLSConnection(ServerTLSContext(TestProber.identity(change)))
        server.receive(try sent(channel).flatMap(\.self))
        _ = server.handshake()
        try channel.writeInbound(ByteBuffer(bytes: server.takeOutgoing()))
        return (server, channel)
    }

    /// Returns the writes since the last call.
    private static func sent(_ channel: EmbeddedChannel) throws -> [[UInt8]] {
        var writes: [[UInt8]] = []
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
            writes.append(Array(buffer.readableBytesView))
        }
        return writes
    }

    @Test("waits for the request and goes with it")
    func withRequest() throws {
        #expect(try Self.sent(channel).isEmpty)
        try channel.writeOutbound(ByteBuffer(string: "GET"))
        let writes = try Self.sent(channel)
        #expect(writes.count == 1)
        server.receive(writes.flatMap(\.self))
        guard case .done = server.handshake(), case .done(let bytes) = server.read() else {
            Issue.record("no handshake, or no request")
            return
        }
        #expect(bytes == Array("GET".utf8))
    }

    @Test("goes with the goodbye where nothing is asked")
    func withGoodbye() throws {
        #expect(try Self.sent(channel).isEmpty)
        try channel.close().wait()
        server.receive(try Self.sent(channel).flatMap(\.self))
        guard case .done = server.handshake(), case .closed = server.read() else {
            Issue.record("no handshake, or no goodbye")
            return
        }
    }

    @Test("goes at once in TLS 1.2, where the server speaks last")
    func older() throws {
        let (_, channel) = try Self.pair { $0.maximumVersion = .tls12 }
        #expect(try Self.sent(channel).count == 1)
        Self.finish(channel)
    }
}
