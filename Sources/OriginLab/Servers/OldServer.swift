internal import NIOCore

/// A server with one version before TLS 1.3 and a few cipher suites that current libraries lack. It
/// stops after its ServerHello, because no client here could finish such a handshake.
package struct OldServer: Sendable {
    /// The version number on the wire, such as 0x0300 for SSL 3.0.
    let version: UInt16
    /// The numbers of the server's cipher suites.
    let suites: Set<UInt16>
    let refusal: Refusal

    /// The server's reaction to a client that offers none of its suites.
    enum Refusal: Hashable, Sendable {
        /// The server sends a fatal alert with this number, then FIN.
        case alert(UInt8)
        /// The server sends only FIN.
        case hangUp
    }

    /// The maximum number of bytes of a ClientHello that are kept.
    static let helloLimit = 16_384

    /// Returns the reply to these bytes and whether the server closes the connection afterwards, or
    /// nil while the ClientHello is incomplete.
    func reply(to bytes: [UInt8]) -> (bytes: [UInt8], hangsUp: Bool)? {
        guard bytes.first ?? 22 == 22 else { return refuse }
        guard bytes.count >= 9 else { return nil }
        let length = Int(bytes[3]) << 8 | Int(bytes[4])
        guard bytes.count >= length + 5 else { return nil }
        let suite = offered(in: bytes[9...]).first(where: suites.contains)
        return suite.map { (serverHello($0), false) } ?? refuse
    }

    private var refuse: (bytes: [UInt8], hangsUp: Bool) {
        switch refusal {
        case .alert(let number): ([21, 3, UInt8(version & 0xFF), 0, 2, 2, number], true)
        case .hangUp: ([], true)
        }
    }

    /// Returns the cipher suites in the body of a ClientHello (RFC 5246 section 7.4.1.2).
    private func offered(in hello: ArraySlice<UInt8>) -> [UInt16] {
        var rest = hello.dropFirst(34)
        guard let session = rest.popFirst() else { return [] }
        rest = rest.dropFirst(Int(session))
        guard let high = rest.popFirst(), let low = rest.popFirst() else { return [] }
        var list = rest.prefix(Int(high) << 8 | Int(low))
        var suites: [UInt16] = []
        while let high = list.popFirst(), let low = list.popFirst() {
            suites.append(UInt16(high) << 8 | UInt16(low))
        }
        return suites
    }

    private func serverHello(_ suite: UInt16) -> [UInt8] {
        let body: [UInt8] =
            [3, UInt8(version & 0xFF)] + [UInt8](repeating: 0x42, count: 32)
            + [0, UInt8(suite >> 8), UInt8(suite & 0xFF), 0]
        let message = [2, 0, 0, UInt8(body.count)] + body
        return [22, 3, UInt8(version & 0xFF), 0, UInt8(message.count)] + message
    }
}

/// Runs an `OldServer` on one connection.
final class OldServerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: OldServer
    private var hello: [UInt8] = []
    private var hasSpoken = false

    init(_ server: OldServer) {
        self.server = server
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasSpoken else { return }
        let room = OldServer.helloLimit - hello.count
        hello += unwrapInboundIn(data).readableBytesView.prefix(room)
        guard let (bytes, hangsUp) = server.reply(to: hello) else {
            if hello.count >= OldServer.helloLimit { context.close(promise: nil) }
            return
        }
        hasSpoken = true
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        if hangsUp { context.close(mode: .output, promise: nil) }
    }
}
