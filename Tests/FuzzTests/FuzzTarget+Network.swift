import NIOCore
import NIOEmbedded
import OpenSSLSupport

@testable import OriginProbe
@testable import TLSEngine

/// Readers of bytes from the network.
extension FuzzTarget {
    static let network = [
        message, serverHello, tripleDESReply, certificateMessage, title, http1, http2,
    ]

    private static let message = FuzzTarget("dns", seeds: FuzzSeeds.messages) {
        _ = DNSMessage($0)
    }

    private static let serverHello = FuzzTarget("server-hello", seeds: FuzzSeeds.serverHellos) {
        _ = ServerHelloReading($0)
    }

    private static let tripleDESReply = FuzzTarget("triple-des", seeds: FuzzSeeds.firstRecords) {
        var reply = TripleDESReply()
        reply.take($0.prefix($0.count / 2))
        _ = reply.answer
        reply.take($0.dropFirst($0.count / 2))
        reply.end()
        _ = reply.answer
    }

    private static let certificateMessage = FuzzTarget(
        "certificate-message", seeds: FuzzSeeds.certificateMessages
    ) {
        _ = CertificateMessage($0, isTLS13: true)
        _ = CertificateMessage($0, isTLS13: false)
    }

    private static let title = FuzzTarget(
        "title",
        texts: ["<html><TITLE lang=a> One\n two &amp; </title>", "<title></title", "<t<title"]
    ) {
        _ = PageTitle.read($0)
    }

    private static let http1 = FuzzTarget(
        "http1",
        texts: [
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nServer: a\r\n\r\n<a/>",
            "HTTP/1.1 301 Moved\nLocation: https://www.example.com/\nSet-Cookie: a=b\n\n",
            "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.0 200\r\n\r\nbody", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
        ]
    ) {
        let session = HTTP1Session()
        ask(session, answering: $0) { try session.install(in: $0) }
    }

    private static let http2 = FuzzTarget("http2", seeds: FuzzSeeds.frames) {
        let session = HTTP2Session()
        ask(session, answering: $0) { try session.install(in: $0) }
    }

    /// Sends one request over a session and feeds it the bytes in two parts, followed by the end of
    /// the stream.
    private static func ask(
        _ session: some OriginSession, answering bytes: [UInt8],
        install: (ChannelPipeline.SynchronousOperations) throws -> Void
    ) {
        let channel = EmbeddedChannel()
        let request = OriginRequest(authority: "a.test", path: "/", userAgent: "fuzz")
        do {
            try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 80)).wait()
            try install(channel.pipeline.syncOperations)
            session.ask(
                request, limits: ResponseLimits(), deadline: .now() + .seconds(60)
            ) { _ in }
            try channel.writeInbound(ByteBuffer(bytes: bytes.prefix(bytes.count / 2)))
            try channel.writeInbound(ByteBuffer(bytes: bytes.dropFirst(bytes.count / 2)))
        } catch {
            // A malformed response may end the connection.
        }
        session.close()
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }
}
