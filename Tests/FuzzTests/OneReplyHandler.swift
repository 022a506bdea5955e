import NIOCore

/// Waits for a request, sends its bytes and closes with FIN.
final class OneReplyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bytes: [UInt8]
    private let isHTTP2: Bool
    private var received: [UInt8] = []
    private var hasSpoken = false

    init(_ bytes: [UInt8], isHTTP2: Bool) {
        self.bytes = bytes
        self.isHTTP2 = isHTTP2
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        guard !hasSpoken, !isHTTP2 || hasHeaders else { return }
        hasSpoken = true
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        context.close(mode: .output, promise: nil)
    }

    /// Whether a HEADERS frame has arrived after the preface (RFC 9113 sections 3.4, 6.2).
    private var hasHeaders: Bool {
        var rest = received.dropFirst(24)
        while rest.count >= 9 {
            let head = Array(rest.prefix(9))
            if head[3] == 1 { return true }
            rest = rest.dropFirst(9 + Int(head[0]) << 16 + Int(head[1]) << 8 + Int(head[2]))
        }
        return false
    }
}
